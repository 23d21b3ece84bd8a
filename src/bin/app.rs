//! The page.

#[cfg(target_arch = "wasm32")]
fn main() {
    use wasm_bindgen::{JsCast as _, closure::Closure};
    let document = web_sys::window()
        .and_then(|w| w.document())
        .expect("a page has a document");
    let root = document.document_element().expect("a page has a root");
    let meta = document
        .query_selector("meta[name=dabiao-worker]")
        .ok()
        .flatten()
        .expect("index.html names the worker");
    let worker = web_sys::Worker::new(&meta.get_attribute("content").unwrap_or_default())
        .expect("workers start");
    let mark = move |e: web_sys::MessageEvent| {
        drop(root.set_attribute("data-worker", &e.data().as_string().unwrap_or_default()))
    };
    let listen = Closure::<dyn Fn(web_sys::MessageEvent)>::new(mark);
    worker.set_onmessage(Some(listen.into_js_value().unchecked_ref()));
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
