// Undoes what a translating browser or extension does to the page although it is marked as not to be translated: a program
// that puts its own copy of a number in place of the page's leaves the copy behind when the number changes. ES5, like boot.js.
(function () {
  'use strict';

  // Whoever translates again at once is not followed for ever: then the copies are hidden, since they may be out of date.
  var MOST_IN_A_MINUTE = 20;
  var undone = [];

  function isCopy(node) {
    return node.nodeName === 'FONT';
  }

  function isText(node) {
    return node.nodeType === 3;
  }

  /** Puts the page's own texts back where copies stand; the number of copies that were there. */
  function undo(records) {
    var copies = 0;
    // From the last to the first, as one takes back steps.
    for (var i = records.length - 1; i >= 0; i--) {
      var record = records[i];
      var texts = Array.prototype.filter.call(record.removedNodes, isText);
      var near = Array.prototype.filter.call(record.addedNodes, isCopy).concat(record.previousSibling || [], record.nextSibling || []);
      var copy = near.filter(isCopy)[0];
      if (!copy) continue;
      copies += 1;
      if (copy.parentNode && texts.length) {
        texts.forEach(function (text) { copy.parentNode.insertBefore(text, copy); });
        copy.parentNode.removeChild(copy);
      }
    }
    return copies;
  }

  function tell(isFollowed) {
    document.documentElement.setAttribute('data-translated', isFollowed ? 'undone' : 'stale');
    var note = document.getElementById('translated');
    if (!note) return;
    // No alert before there is something to say.
    note.className = 'trouble';
    note.setAttribute('role', 'alert');
    note.removeAttribute('hidden');
  }

  function seen(records, observer) {
    if (!undo(records)) return;
    // What was put back is no news.
    observer.takeRecords();
    var now = Date.now();
    undone = undone.filter(function (then) { return now - then < 60000; }).concat(now);
    var isFollowed = undone.length <= MOST_IN_A_MINUTE;
    if (!isFollowed) observer.disconnect();
    tell(isFollowed);
  }

  var app = document.getElementById('app');
  if (app && typeof MutationObserver === 'function') {
    new MutationObserver(seen).observe(app, { childList: true, subtree: true });
  }
})();
