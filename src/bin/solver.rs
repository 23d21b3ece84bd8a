//! The worker that solves.

#[cfg(target_arch = "wasm32")]
fn main() {
    use wasm_bindgen::JsCast as _;
    let scope = js_sys::global().unchecked_into::<web_sys::DedicatedWorkerGlobalScope>();
    scope
        .post_message(&"ready".into())
        .expect("a string can be posted");
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
