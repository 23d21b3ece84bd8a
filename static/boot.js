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
    whenParsed(function () { findFile(showFailure); });
  }

  function showFailure(file) {
    var line = document.getElementById('boot-reason');
    var text = (file ? file + ' · ' : '') + failure + ' · ' + navigator.userAgent;
    if (line) line.appendChild(document.createTextNode(text));
    show('boot-failed');
    if (location.protocol === 'file:') show('boot-file');
    else if (/^Content-Security-Policy/.test(failure)) show('boot-policy');
    else if (file) show('boot-served');
  }

  // A host that lacks a file often answers with its front page, and browsers then speak of syntax or of a magic word. So the
  // files of the start are looked at one by one: tells the first that is not sent as what it is, or nothing.
  function findFile(tell) {
    var links = document.querySelectorAll('link[rel="modulepreload"], link[rel="preload"]');
    if (typeof fetch !== 'function') return tell('');
    function look(i) {
      if (i >= links.length) return tell('');
      var address = links[i].href;
      var name = address.split('/').pop();
      fetch(address).then(function (answer) {
        var type = (answer.headers.get('content-type') || '').split(';')[0];
        var wanted = /\.wasm$/.test(name) ? /^application\/wasm$/ : /javascript$/;
        if (!answer.ok) tell(name + ': HTTP ' + answer.status);
        else if (!wanted.test(type)) tell(name + ': ' + (type || '?'));
        else look(i + 1);
      }, function () { tell(''); });
    }
    look(0);
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
  // A policy that the host sends beside the page's own: what it refuses fails without an error.
  document.addEventListener('securitypolicyviolation', function (event) {
    if (/script|worker|default/.test(event.violatedDirective)) fail('Content-Security-Policy: ' + event.violatedDirective + ' ' + event.blockedURI);
  });
  window.addEventListener('unhandledrejection', function (event) { fail(event.reason); });
  // Both are sent by the script that starts the page: after the app's main has returned, or in place of it.
  window.addEventListener('dabiao-failed', function (event) { fail(event.detail); });
  window.addEventListener('dabiao-started', function () {
    started = true;
    var boot = document.getElementById('boot');
    if (boot) boot.parentNode.removeChild(boot);
  });
})();
