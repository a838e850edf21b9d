//! The updates that wait for the bot, by polling or by webhook.

use serde_json::Value;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::sync::Arc;

/// One waiting update.
#[derive(Debug, Clone)]
pub(super) struct Update {
    /// Its update_id.
    pub id: i64,
    /// Updates of one lane are delivered in order.
    pub lane: i64,
    /// The text that is sent.
    pub text: Arc<str>,
}

/// The queue.
#[derive(Debug)]
pub(super) struct Queue {
    /// The next update_id.
    pub next_id: i64,
    next_place: u64,
    waiting: BTreeMap<u64, Update>,
    lanes: Option<Lanes>,
    /// The kinds asked for; none or empty is the default.
    pub allowed: HashSet<String>,
    /// Grows with each getUpdates: an older one has to go.
    pub poller: u64,
    /// Set when whoever waits for updates should look.
    pub stirred: bool,
    /// Every update by id, when bodies are kept.
    pub history: Option<HashMap<i64, Update>>,
}

#[derive(Debug, Default)]
struct Lanes {
    places: HashMap<i64, VecDeque<u64>>,
    ready: VecDeque<i64>,
}

const HIDDEN: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

impl Queue {
    /// An empty queue; `keep` remembers all updates for redelivery.
    pub fn new(keep: bool) -> Self {
        Queue {
            next_id: 100_000_001,
            next_place: 0,
            waiting: BTreeMap::new(),
            lanes: None,
            allowed: HashSet::new(),
            poller: 0,
            stirred: false,
            history: keep.then(HashMap::new),
        }
    }

    /// Adds an update of a kind, if the bot wants that kind; gives its id.
    pub fn push(&mut self, kind: &str, body: &Value, lane: i64) -> i64 {
        let id = self.next_id;
        self.next_id += 1;
        let wanted =
            if self.allowed.is_empty() { !HIDDEN.contains(&kind) } else { self.allowed.contains(kind) };
        if wanted {
            let text = format!("{{\"update_id\":{id},\"{kind}\":{body}}}");
            self.add(Update { id, lane, text: text.into() });
        }
        id
    }

    /// Adds a text as it is; its id is read from it if there is one.
    pub fn push_raw(&mut self, text: &str) -> i64 {
        let id = update_id(text).unwrap_or(self.next_id);
        self.next_id = self.next_id.max(id.saturating_add(1));
        self.add(Update { id, lane: 0, text: text.into() });
        id
    }

    fn add(&mut self, update: Update) {
        let place = self.next_place;
        self.next_place += 1;
        if let Some(lanes) = &mut self.lanes {
            lanes.add(update.lane, place);
        }
        if let Some(history) = &mut self.history {
            history.insert(update.id, update.clone());
        }
        self.waiting.insert(place, update);
        self.stirred = true;
    }

    /// Forgets all below an id.
    pub fn confirm(&mut self, offset: i64) {
        while let Some(entry) = self.waiting.first_entry()
            && entry.get().id < offset
        {
            entry.remove();
        }
    }

    /// Forgets all but the last ones.
    pub fn keep_last(&mut self, count: usize) {
        while self.waiting.len() > count {
            self.waiting.pop_first();
        }
    }

    /// The first updates as one JSON array, or none when there are none.
    pub fn batch(&self, limit: usize) -> Option<String> {
        let mut texts = self.waiting.values().take(limit).map(|update| &*update.text);
        let mut array = format!("[{}", texts.next()?);
        for text in texts {
            array.push(',');
            array.push_str(text);
        }
        array.push(']');
        Some(array)
    }

    /// How many wait.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// The texts that wait.
    pub fn texts(&self) -> Vec<String> {
        self.waiting.values().map(|update| update.text.to_string()).collect()
    }

    /// Sorts everything into lanes for a webhook, or ends that.
    pub fn use_lanes(&mut self, on: bool) {
        self.lanes = on.then(Lanes::default);
        if let Some(lanes) = &mut self.lanes {
            self.waiting.iter().for_each(|(place, update)| lanes.add(update.lane, *place));
        }
        self.stirred = true;
    }

    /// The next update whose lane is free; the lane is taken until `settle`.
    pub fn take(&mut self) -> Option<(u64, Update)> {
        let lanes = self.lanes.as_mut()?;
        while let Some(lane) = lanes.ready.pop_front() {
            let places = lanes.places.get_mut(&lane)?;
            while let Some(place) = places.front() {
                if let Some(update) = self.waiting.get(place) {
                    return Some((*place, update.clone()));
                }
                places.pop_front();
            }
            lanes.places.remove(&lane);
        }
        None
    }

    /// An update was delivered: its lane goes on.
    pub fn settle(&mut self, place: u64, lane: i64) {
        self.waiting.remove(&place);
        self.release(lane);
    }

    /// Its lane is free again.
    pub fn release(&mut self, lane: i64) {
        if let Some(lanes) = &mut self.lanes
            && lanes.places.contains_key(&lane)
        {
            lanes.ready.push_back(lane);
        }
        self.stirred = true;
    }
}

impl Lanes {
    fn add(&mut self, lane: i64, place: u64) {
        let places = self.places.entry(lane).or_insert_with(|| {
            self.ready.push_back(lane);
            VecDeque::new()
        });
        places.push_back(place);
    }
}

fn update_id(text: &str) -> Option<i64> {
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        return value.get("update_id")?.as_i64();
    }
    let after = text.split_once("\"update_id\"")?.1.trim_start_matches([' ', ':']);
    let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
    after[..digits].parse().ok()
}
