//! Parts that several pages share.
//!
//! | file | what it holds |
//! |---|---|
//! | `aside_view` | How much lies aside, and what can be done with it |
//! | `doors_here` | Going through a door of the second piece |
//! | `gesture` | What a hand does with a slider: drag, hold − or +, press keys, type |
//! | `hand_over` | The hand-off to other solvers: the model of what is shown as files, and their plan back beside ours |
//! | `keys` | Keys of the whole page, and what a key means while an input method is at work |
//! | `link_notice_view` | What is said of a link that was opened |
//! | `misserved_view` | Says which file of the site is not sent as what it is |
//! | `note_frame` | The "?" that is open: what it says stands in the second piece |
//! | `save_button` | Keeping the workbench as it stands under a name |
//! | `segments` | A choice of few, side by side: the years of map and table |
//! | `share_panel` | Sharing: a link that opens the same plan in another browser, copied at once and shown with what it carries |
//! | `slider` | One slider: drag, − and +, a typed number, keys, the plan's mark, back to the plan, and where it comes from |
//! | `toast` | A message at the foot of the page, with the way back where there is one |
//! | `top_bar` | The bar at the top: where we are, undo and redo, share, language, colors |
//! | `unkept_view` | Why the newest edits are not kept, with what can be done |

pub mod aside_view;
pub mod doors_here;
pub mod gesture;
pub mod hand_over;
pub mod keys;
pub mod link_notice_view;
pub mod misserved_view;
pub mod note_frame;
pub mod save_button;
pub mod segments;
pub mod share_panel;
pub mod slider;
pub mod toast;
pub mod top_bar;
pub mod unkept_view;
