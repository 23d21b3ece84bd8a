//! A worker as the page holds it: started, handed its plan, listened to, and replaced when it dies.
//!
//! What is asked of a worker that does not listen yet, and what is asked again of one that takes the place of another, is its
//! owner's to say: the newest request, every open job, the next trial. So nothing waits here, and every owner hears
//! [`Heard::Ready`].

use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::{Rc, Weak};

use js_sys::{Array, JsString};
use serde::Serialize;
use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::{Event, MessageEvent, Worker};

use crate::read::from_json;
use crate::view_model::wire::says::WorkerSays;
use crate::web::browser::{access, served};
use crate::web::state::plans;

/// What a worker runs.
#[derive(Clone, Debug)]
pub struct Program {
    /// The `<meta>` that says where its script is.
    pub meta: &'static str,
    /// The id of the plan it works on, which has been opened.
    pub plan: String,
    /// Workers that may die one after another before the page gives up.
    pub tries: u32,
}

/// What the owner of a link hears.
pub enum Heard<Says> {
    /// A worker listens and has its plan: whatever is still to be done is posted now.
    Ready,
    /// It said something else, at this time.
    Says(Says, f64),
    /// It could not be started, or too many died. Another one is tried when it is started again.
    Broken,
}

/// The page's end of one worker at a time, which is asked `Asks` and says `Says`. Copies are the same link.
pub struct WorkerLink<Asks, Says> {
    end: Rc<LinkEnd<Says>>,
    asks: PhantomData<fn(&Asks)>,
}

type Owner<Says> = Rc<dyn Fn(Heard<Says>)>;

struct LinkEnd<Says> {
    program: Program,
    owner: RefCell<Option<Owner<Says>>>,
    state: RefCell<LinkState>,
}

#[derive(Default)]
struct LinkState {
    worker: Option<Worker>,
    /// Counts beginnings and ends of workers: what an earlier one says is not heard.
    life: u32,
    ready: bool,
    /// Workers that died since one of them said something.
    failures: u32,
}

impl<Asks, Says> Clone for WorkerLink<Asks, Says> {
    fn clone(&self) -> Self {
        WorkerLink {
            end: Rc::clone(&self.end),
            asks: PhantomData,
        }
    }
}

impl<Asks: Serialize, Says: WorkerSays + 'static> WorkerLink<Asks, Says> {
    /// A link to a worker that has not been started.
    #[must_use]
    pub fn new(program: Program) -> Self {
        let end = LinkEnd {
            program,
            owner: RefCell::new(None),
            state: RefCell::default(),
        };
        WorkerLink {
            end: Rc::new(end),
            asks: PhantomData,
        }
    }

    /// From now on `owner` hears what the worker says. [`WorkerLink::start`] and [`WorkerLink::restart`] may call it before they
    /// return, the others never do.
    pub fn listen(&self, owner: impl Fn(Heard<Says>) + 'static) {
        *self.end.owner.borrow_mut() = Some(Rc::new(owner));
    }

    /// Starts a worker, unless there is one.
    pub fn start(&self) {
        if self.end.state.borrow().worker.is_none() {
            self.end.spawn();
        }
    }

    /// Counts the worker as dead: ends it, whatever it does, and starts another, unless too many died.
    pub fn restart(&self) {
        self.end.died();
    }

    /// Ends the worker with all it does. Nothing more of it is heard.
    pub fn end(&self) {
        self.end.terminate();
    }

    /// Asks the worker; nothing happens while none listens.
    pub fn post(&self, message: &Asks) {
        if self.is_ready()
            && let (Some(worker), Ok(text)) = (
                &self.end.state.borrow().worker,
                serde_json::to_string(message),
            )
        {
            // A string can always be posted.
            let _ = worker.post_message(&text.into());
        }
    }

    /// Hands the worker the text of another plan; nothing happens while none listens.
    pub fn hand_over(&self, plan: &JsString) {
        if self.is_ready() {
            self.end.hand_over(plan);
        }
    }

    /// Whether a worker listens.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.end.state.borrow().ready
    }

    /// A number that changes whenever a worker starts or ends.
    #[must_use]
    pub fn life(&self) -> u32 {
        self.end.state.borrow().life
    }

    /// Workers that died since one of them said something.
    #[must_use]
    pub fn failures(&self) -> u32 {
        self.end.state.borrow().failures
    }
}

impl<Says: WorkerSays + 'static> LinkEnd<Says> {
    fn spawn(self: &Rc<Self>) {
        self.terminate();
        let address = access::meta(self.program.meta).unwrap_or_default();
        let Ok(worker) = Worker::new(&address) else {
            return self.give_up();
        };
        let mut state = self.state.borrow_mut();
        let own = (Rc::downgrade(self), state.life);
        let hear = Closure::<dyn Fn(MessageEvent)>::new(move |e: MessageEvent| {
            if let Some(end) = alive(&own) {
                end.hear(&e.data().as_string().unwrap_or_default());
            }
        });
        let own = (Rc::downgrade(self), state.life);
        let fail = Closure::<dyn Fn(Event)>::new(move |_| {
            if let Some(end) = alive(&own) {
                end.died();
            }
        });
        worker.set_onmessage(Some(hear.into_js_value().unchecked_ref()));
        worker.set_onerror(Some(fail.into_js_value().unchecked_ref()));
        state.worker = Some(worker);
    }

    fn terminate(&self) {
        let mut state = self.state.borrow_mut();
        state.life += 1;
        state.ready = false;
        if let Some(worker) = state.worker.take() {
            worker.terminate();
        }
    }

    fn hear(self: &Rc<Self>, text: &str) {
        let at = access::now();
        match from_json::<Says>(text) {
            // What cannot be read comes from no worker of this page.
            None => self.died(),
            Some(says) if says.is_ready() => self.ready(),
            Some(says) => {
                self.state.borrow_mut().failures = 0;
                self.tell(Heard::Says(says, at));
            }
        }
    }

    fn ready(&self) {
        self.state.borrow_mut().ready = true;
        if let Some(text) = plans::text(&self.program.plan) {
            self.hand_over(&text);
        }
        self.tell(Heard::Ready);
    }

    fn hand_over(&self, plan: &JsString) {
        if let Some(worker) = &self.state.borrow().worker {
            // A list with a string can always be posted.
            let _ = worker.post_message(&Array::of1(plan));
        }
    }

    fn died(self: &Rc<Self>) {
        let failures = {
            let mut state = self.state.borrow_mut();
            state.failures += 1;
            state.failures
        };
        if failures < self.program.tries {
            self.spawn();
        } else {
            self.give_up();
        }
    }

    fn give_up(&self) {
        self.terminate();
        served::look_at(self.program.meta);
        self.tell(Heard::Broken);
    }

    fn tell(&self, heard: Heard<Says>) {
        let owner = self.owner.borrow().clone();
        if let Some(owner) = owner {
            owner(heard);
        }
    }
}

/// The end of a link whose worker is still the one that speaks.
fn alive<Says>((end, life): &(Weak<LinkEnd<Says>>, u32)) -> Option<Rc<LinkEnd<Says>>> {
    let end = end.upgrade()?;
    let same = end.state.borrow().life == *life;
    same.then_some(end)
}
