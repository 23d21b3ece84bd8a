// Runs before everything else, in every browser that has JavaScript at all: ES5 only.
// It says in words that a browser is too old or that the page could not start, and it clears the outline
// drawn by index.html once the app runs. The app itself needs to know nothing of it.
(function () {
  'use strict';

  // A module that uses reference types (Chromium 96, Firefox 79, Safari 15): rustc emits them.
  var REFERENCE_TYPES = [0, 97, 115, 109, 1, 0, 0, 0, 4, 4, 1, 111, 0, 0];

  function isTooOld() {
    try {
      return !(
        typeof WebAssembly === 'object' &&
        WebAssembly.validate(new Uint8Array(REFERENCE_TYPES)) &&
        'noModule' in document.createElement('script') &&
        typeof structuredClone === 'function' &&
        typeof CSS === 'object' &&
        CSS.supports('selector(:has(a))')
      );
    } catch (error) {
      return true;
    }
  }

  var started = false;
  var failure = null;

  function show(id) {
    var skeleton = document.getElementById('boot-skeleton');
    var note = document.getElementById(id);
    if (!note) return;
    if (skeleton) skeleton.style.display = 'none';
    note.removeAttribute('hidden');
  }

  function fail(reason) {
    if (started || failure !== null) return;
    failure = String(reason || 'unknown');
    whenParsed(showFailure);
  }

  function showFailure() {
    var line = document.getElementById('boot-reason');
    if (line) line.appendChild(document.createTextNode(failure + ' · ' + navigator.userAgent));
    show('boot-failed');
  }

  function whenParsed(act) {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', act);
    else act();
  }

  if (isTooOld()) {
    whenParsed(function () { show('boot-old'); });
    return;
  }

  window.addEventListener('error', function (event) {
    var source = event.target && (event.target.src || event.target.href);
    fail(event.message || source);
  }, true);
  window.addEventListener('unhandledrejection', function (event) { fail(event.reason); });
  // Sent by the script that trunk writes, after the app's main has returned.
  window.addEventListener('TrunkApplicationStarted', function () {
    started = true;
    var boot = document.getElementById('boot');
    if (boot) boot.parentNode.removeChild(boot);
  });
})();
