//! What each request is answered with: the site's own files, the preview's own pages, or a place among the listeners.

use std::net::IpAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Weak};

use onrecord::diagnostic::{Diagnostic, FilePath};
use onrecord::files::Project;
use onrecord::record::page::StaticFile;
use onrecord::record::text::Hash;
use onrecord::routes;
use onrecord::session::{Body, Changed, Drawn, Undrawn};

use super::address::{self, Asked, Found, View};
use super::content_type::{HTML, content_type};
use super::desk::{Desk, Edition, Turn};
use super::head::Request;
use super::insert::insert;
use super::live::{Live, Wanted};
use super::mark;
use super::panel;
use super::reader::Reader;
use super::reply::{Reply, Status};
use super::shell;
use super::stand_in;
use super::surface;
use super::workers::Workers;

/// How often the records are looked at again when they change under a page that is drawn.
const LOOKS: usize = 1;

/// Says what came of a round.
pub(super) type Teller = Box<dyn Fn(&Turn, &Changed) + Send + Sync>;

/// What a request comes to.
pub(super) enum Answer {
    /// A reply.
    Reply(Arc<Reply>),
    /// A place among the listeners.
    Listen(Wanted),
}

/// Answers requests, and knows what is shown.
pub(super) struct Office {
    project: Project,
    interface: IpAddr,
    workers: Workers,
    desk: Arc<Desk>,
    live: Arc<Live>,
    reader: Reader,
    /// Told of each round.
    tell: Teller,
    /// For what is handed to workers.
    itself: Weak<Self>,
}

impl Office {
    /// Of this project; `tell` says what came of a round.
    pub(super) fn open(
        project: Project,
        interface: IpAddr,
        workers: Workers,
        desk: Desk,
        tell: Teller,
    ) -> Arc<Self> {
        let desk = Arc::new(desk);
        let shown = Arc::clone(&desk);
        let live = Arc::new(Live::new(Box::new(move |view| mark::state(&shown.on(view.day), view))));
        let listeners = Arc::clone(&live);
        let reader = Reader::start(&desk, move || listeners.tell());
        Arc::new_cyclic(|itself| Self {
            project,
            interface,
            workers,
            desk,
            live,
            reader,
            tell,
            itself: Weak::clone(itself),
        })
    }

    /// The interface that it is asked on.
    pub(super) fn interface(&self) -> IpAddr {
        self.interface
    }

    /// The listeners.
    pub(super) fn live(&self) -> &Live {
        &self.live
    }

    /// What is shown.
    pub(super) fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Looks for the first time.
    pub(super) fn first(&self) -> Turn {
        let turn = self.desk.look(&Changed::Anything);
        self.reader.call();
        turn
    }

    /// Looks again, and tells everybody.
    ///
    /// # Errors
    /// The program failed over it. What is shown stays; the next round reads everything anew.
    pub(super) fn round(&self, changed: &Changed) -> Result<(), Failed> {
        let looked = catch_unwind(AssertUnwindSafe(|| self.desk.look(changed)));
        let turn = looked.map_err(|_| Failed)?;
        if !turn.is_idle() {
            self.announce(&turn, changed);
        }
        Ok(())
    }

    fn announce(&self, turn: &Turn, changed: &Changed) {
        self.live.tell();
        (self.tell)(turn, changed);
        self.reader.call();
    }

    /// Answers a request; what takes time is done by a worker.
    pub(super) fn answer(&self, request: &Request) -> Answer {
        match address::asked(&request.path) {
            Asked::Slash(last) => Answer::Reply(Reply::slash(&last).into()),
            Asked::Own(name) if name == "events" => Answer::Listen(wanted(&request.query)),
            Asked::Own(name) => match surface::file(&name) {
                Some(file) => Answer::Reply(file.into()),
                None => self.work(Task::Own(name, request.query.clone())),
            },
            Asked::Site(view) => self.work(Task::Site(view)),
        }
    }

    fn work(&self, task: Task) -> Answer {
        let done = self.itself.upgrade().and_then(|office| {
            self.workers.run(move || match task {
                Task::Site(view) => office.site(&view),
                Task::Own(name, query) => office.own(&name, &query).into(),
            })
        });
        Answer::Reply(done.unwrap_or_else(|| Reply::text(Status::Fault, Failed::WORDS).into()))
    }

    /// A file of the site.
    fn site(&self, view: &View) -> Arc<Reply> {
        for _ in 0..LOOKS {
            let edition = self.desk.on(view.day);
            match self.drawn(view, &edition) {
                Ok(reply) => return reply,
                Err(Stale(file)) => self.again(edition.number, file),
            }
        }
        let edition = self.desk.on(view.day);
        let drawn = self.drawn(view, &edition);
        drawn.unwrap_or_else(|_| stand_in::waiting(view, &edition, &self.project).into())
    }

    /// What an edition has at an address.
    ///
    /// # Errors
    /// A file that it is made of is no longer as it was read.
    fn drawn(&self, view: &View, edition: &Edition) -> Result<Arc<Reply>, Stale> {
        if let Some(reply) = edition.shelf.find(view) {
            return Ok(reply);
        }
        let Some(stand) = &edition.stand else {
            return Ok(stand_in::waiting(view, edition, &self.project).into());
        };
        let (status, path) = match address::find(stand, &view.path) {
            Found::At(path) => (Status::Ok, path),
            Found::Slash => {
                return Ok(Reply::slash(view.path.rsplit('/').next().unwrap_or_default()).into());
            }
            Found::Nowhere => (Status::NotFound, routes::not_found()),
        };
        // A copied file may change under the edition, and is checked each time.
        let (body, stays) = match stand.draw(&path) {
            None => return Ok(stand_in::nowhere(view, edition).into()),
            Some(Err(Undrawn::Findings(findings))) => {
                return Ok(stand_in::faulty(view, edition, &self.project, &findings).into());
            }
            Some(Err(Undrawn::Changed(file))) => return Err(Stale(file)),
            Some(Ok(Drawn { body: Body::Bytes(bytes), .. })) => (bytes, status == Status::Ok),
            Some(Ok(Drawn { body: Body::File(file), .. })) => (self.copy(file)?, false),
        };
        let kind = content_type(path.as_str());
        let body = if kind == HTML { insert(&body, &mark::tag(view, edition)) } else { body };
        let reply = Arc::new(Reply::site(status, kind, body));
        if stays {
            edition.shelf.keep(view, &reply);
        }
        Ok(reply)
    }

    /// Looks at a file that is not as it was read, unless somebody else did meanwhile.
    fn again(&self, seen: u64, file: FilePath) {
        let changed = Changed::Only(vec![file]);
        if let Some(turn) = self.desk.look_since(seen, &changed)
            && !turn.repeats()
        {
            self.announce(&turn, &changed);
        }
    }

    /// A file that is copied, where it still holds what it held.
    fn copy(&self, file: StaticFile) -> Result<Vec<u8>, Stale> {
        let bytes = self.project.read(&file.file).ok().filter(|bytes| Hash::of(bytes) == file.hash);
        bytes.ok_or(Stale(file.file))
    }

    /// A page of the preview itself.
    fn own(&self, name: &str, query: &str) -> Reply {
        let view = View::of_query(query);
        let edition = self.desk.on(view.day);
        let page = match name {
            "" => shell::page(&view, &address::value(query, "width").unwrap_or_default(), &edition),
            "bar" => shell::bar(&view, &edition),
            "panel" => panel::page(&view, &edition, &self.project),
            "part" => panel::part(&view, &edition, &self.project),
            "findings" => stand_in::findings(&view, &edition, &self.project),
            _ => return Reply::text(Status::NotFound, "the preview has nothing at this address"),
        };
        Reply::own(Status::Ok, HTML, page)
    }
}

/// The program failed: a fault of ours, which the system's error output tells more of.
pub(super) struct Failed;

impl Failed {
    const WORDS: &'static str = "onrecord failed here; the terminal says where";

    /// What is told of it.
    pub(super) fn finding() -> Diagnostic {
        Diagnostic::general("internal-fault", "onrecord failed while it looked at the records").help(
            "what is shown stays as it is; please report the lines above, with the edit that led to them",
        )
    }
}

/// A file that is no longer as it was read.
struct Stale(FilePath);

/// What a worker is given.
enum Task {
    Site(View),
    Own(String, String),
}

/// What a query wants to hear of.
fn wanted(query: &str) -> Wanted {
    Wanted { view: View::of_query(query), browser: address::value(query, "browser").unwrap_or_default() }
}
