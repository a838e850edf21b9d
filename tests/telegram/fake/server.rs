//! The server's own thread and runtime: going offline drops both with every connection.

use super::line::{Door, Line};
use super::{Shared, delivery, serve};
use axum::Router;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::oneshot;

/// A running server; dropping it closes the listener and all connections.
pub(super) struct Server {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Server {
    /// Listens on a port of 127.0.0.1 (0 picks one) and serves.
    pub fn start(shared: Arc<Shared>, port: u16) -> Server {
        let listener = listen(port);
        let address = listener.local_addr().expect("the listener has an address");
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::Builder::new()
            .name("fake telegram".into())
            .spawn(move || run(shared, listener, stopped))
            .expect("a thread for the fake");
        Server { stop: Some(stop), thread: Some(thread), address }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn listen(port: u16) -> TcpListener {
    for _ in 0..100 {
        if let Ok(listener) = TcpListener::bind(("127.0.0.1", port)) {
            return listener;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("the fake cannot listen on port {port}")
}

fn run(shared: Arc<Shared>, listener: TcpListener, stopped: oneshot::Receiver<()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        listener.set_nonblocking(true).expect("a listener that does not block");
        let door = Door(tokio::net::TcpListener::from_std(listener).expect("a listener of tokio"));
        let app = Router::new().fallback(serve::answer).with_state(shared.clone());
        let serving = axum::serve(door, app.into_make_service_with_connect_info::<Line>());
        tokio::select! {
            _ = serving => {}
            () = delivery::run(shared) => {}
            _ = stopped => {}
        }
    });
    runtime.shutdown_background();
}
