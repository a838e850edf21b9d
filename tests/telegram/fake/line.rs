//! A listener whose connections can be cut from inside a request: truly, at the socket.

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

const OPEN: u8 = 0;
const HALF: u8 = 1;
const CUT: u8 = 2;

/// The hand on one connection: it can be cut now or in the middle of the next answer.
#[derive(Clone, Default)]
pub(super) struct Line(Arc<AtomicU8>);

impl Line {
    /// Nothing more is written: the peer sees the connection end.
    pub fn cut(&self) {
        self.0.store(CUT, Ordering::SeqCst);
    }

    /// The head and half the body of the next answer are written, then the connection ends.
    pub fn cut_half(&self) {
        self.0.store(HALF, Ordering::SeqCst);
    }
}

impl Connected<IncomingStream<'_, Door>> for Line {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Self {
        stream.io().line.clone()
    }
}

/// Accepts connections that can be cut.
pub(super) struct Door(pub TcpListener);

impl Listener for Door {
    type Io = Wire;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Wire, SocketAddr) {
        loop {
            if let Ok((stream, address)) = self.0.accept().await {
                let _ = stream.set_nodelay(true);
                return (Wire { stream, line: Line::default() }, address);
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    fn local_addr(&self) -> Result<SocketAddr> {
        self.0.local_addr()
    }
}

/// One accepted connection.
pub(super) struct Wire {
    stream: TcpStream,
    line: Line,
}

impl AsyncRead for Wire {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
        match self.line.0.load(Ordering::SeqCst) {
            OPEN => Pin::new(&mut self.stream).poll_write(cx, buf),
            HALF => {
                let written = Pin::new(&mut self.stream).poll_write(cx, &buf[..half_of(buf)]);
                if written.is_ready() {
                    self.line.cut();
                }
                written
            }
            _ => Poll::Ready(Err(Error::from(ErrorKind::ConnectionAborted))),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// Length of the head and half of the body in an answer about to be written.
fn half_of(buf: &[u8]) -> usize {
    let head = buf.windows(4).position(|window| window == b"\r\n\r\n").map_or(0, |at| at + 4);
    head + (buf.len() - head) / 2
}
