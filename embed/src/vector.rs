//! A vector of unit length: what a text means, as far as the model can tell.

/// Numbers in a [`Vector`].
pub const WIDTH: usize = 384;

/// What a text means: [`WIDTH`] numbers of unit length.
///
/// Cosines of this model lie close together, mostly between .75 and .95; who compares
/// subtracts a mean first, or learns from the numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Vector(Box<[f32; WIDTH]>);

impl Vector {
    /// `values` brought to unit length; nothing but zeros (or a number that is none) stays
    /// zeros, which is close to nothing.
    pub fn of(values: [f32; WIDTH]) -> Self {
        let mut values = Box::new(values);
        let length = dot(&values, &values).sqrt();
        if length.is_finite() && length > 0.0 {
            values.iter_mut().for_each(|value| *value /= length);
        } else {
            values.fill(0.0);
        }
        Self(values)
    }

    /// The numbers.
    pub fn values(&self) -> &[f32; WIDTH] {
        &self.0
    }

    /// The cosine of the angle between two vectors: 1 for the same direction.
    pub fn dot(&self, other: &Self) -> f32 {
        dot(&self.0, &other.0)
    }
}

/// Sixteen sums side by side, so that it is fast and the same everywhere.
fn dot(a: &[f32; WIDTH], b: &[f32; WIDTH]) -> f32 {
    let mut sums = [0.0_f32; 16];
    for (a, b) in a.as_chunks::<16>().0.iter().zip(b.as_chunks::<16>().0) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    sums.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vector_has_unit_length_whatever_it_is_made_of() {
        let mut values = [0.0; WIDTH];
        values[3] = 3.0;
        values[200] = -4.0;
        let vector = Vector::of(values);
        assert_eq!((vector.values()[3], vector.values()[200]), (0.6, -0.8));
        assert!((vector.dot(&vector) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn what_has_no_direction_is_close_to_nothing() {
        for value in [0.0, f32::NAN, f32::INFINITY] {
            let vector = Vector::of([value; WIDTH]);
            assert_eq!(vector.values(), &[0.0; WIDTH], "{value}");
        }
    }
}
