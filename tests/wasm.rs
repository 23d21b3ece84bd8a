//! What only a browser can answer: these tests run in Chromium, by `make wasm-test`.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn a_page_has_a_document() {
    assert!(
        web_sys::window()
            .and_then(|window| window.document())
            .is_some()
    );
}
