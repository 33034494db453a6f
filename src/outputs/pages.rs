//! The home page, the pages of `content/pages/`, the methodology, and the page for what is not there.

use crate::output::basis::joined;
use crate::output::{Artifact, Basis, Desk, LastMod, Output, OutputId, Sheet, Site};
use crate::outputs::calendar::{self, CalendarLink};
use crate::outputs::list::{self, CountView};
use crate::outputs::newest;
use crate::outputs::status::{self, MeaningView};
use crate::record::id::PageId;
use crate::record::site::Closing;
use crate::routes;
use crate::theme::view;
use crate::view::change::{self, ChangeView};
use crate::view::dated::{self, DatedRow};
use crate::view::excuse::{self, ExcusedRule};
use crate::view::feed::Feed;
use crate::view::frame::{Dated, Frame, Seat};
use crate::view::page;
use crate::view::part::{self, BodyView};
use crate::view::row::{self, ClaimRow};
use crate::view::timeline::{self, StripView};

/// `/`, `/PAGE-ID/`, `/methodology/`, `/404.html`.
pub(super) struct Pages;

/// Lines of each section of the front page.
const FRONT: usize = 8;

impl Output for Pages {
    fn id(&self) -> OutputId {
        "pages"
    }

    fn of_site(&self, site: &Site) -> Vec<Artifact> {
        let mut artifacts = vec![Artifact::drawn("pages", 0, routes::not_found(), Basis::NOTHING, not_found)];
        for (lang, language) in site.languages.iter().enumerate() {
            let routes = &language.routes;
            let basis =
                Basis::of(|site| joined([site.prints.page("home"), site.prints.all(), site.prints.day()]));
            let home = Artifact::drawn("pages", lang, routes.home(), basis, home);
            artifacts.push(home.in_sitemap(newest::of_all()));
            let basis = Basis::of(|site| {
                // Pages may be excused from rules as claims are.
                let excused = site.tracker.pages.iter().filter(|page| !page.allow.is_empty());
                let pages = excused.map(|page| site.prints.page(page.id.as_str()));
                joined([site.prints.page("methodology"), site.prints.all()].into_iter().chain(pages))
            });
            let methodology = Artifact::drawn("pages", lang, routes.methodology(), basis, methodology);
            artifacts.push(methodology.in_sitemap(LastMod::Unknown));
            let own =
                site.tracker.pages.iter().filter(|page| !routes::INTRODUCED.contains(&page.id.as_str()));
            for page in own {
                let id = page.id.clone();
                let draw = move |desk: &Desk<'_>, sheet: &mut Sheet<'_>| own_page(desk, sheet, &id);
                let own = page.id.clone();
                let basis = Basis::of(move |site| site.prints.page(own.as_str()));
                let artifact = Artifact::drawn("pages", lang, routes.page(&page.id), basis, draw);
                artifacts.push(artifact.in_sitemap(LastMod::Unknown));
            }
        }
        artifacts
    }
}

view! {
    struct HomeView<'a> {
        page: Frame<'a>,
        description: String,
        introduction: Option<BodyView<'a>>,
        total: usize,
        total_text: String,
        counts: Vec<CountView>,
        strip: StripView,
        changes: Vec<ChangeView<'a>>,
        due: Vec<DatedRow<'a>>,
        overdue: Vec<ClaimRow<'a>>,
        all_claims: Option<String>,
        all_changes: Option<String>,
        all_milestones: Option<String>,
        calendar: Option<CalendarLink>,
    }
}

fn home(desk: &Desk<'_>, sheet: &mut Sheet<'_>) {
    sheet.template(desk, "home.html", || home_view(desk));
}

fn home_view<'a>(desk: &Desk<'a>) -> HomeView<'a> {
    let tracker = desk.tracker();
    let config = desk.config();
    let text = config.description.as_deref().unwrap_or_default();
    let description = part::plain(desk, &config.translations, "description", text).to_owned();
    let seat = Seat {
        title: String::new(),
        description: description.clone(),
        address: &|routes| routes.home(),
        dated: Dated::Yes,
    };
    let mut page = Frame::new(desk, seat);
    page.offer(desk, Feed::All);
    HomeView {
        page,
        description,
        introduction: page::introduction(desk, "home"),
        total: tracker.claims.len(),
        total_text: desk.count("home.total", tracker.claims.len()),
        counts: list::counts(desk, None),
        strip: timeline::strip(desk),
        changes: change::changes(desk, 0, FRONT),
        due: dated::upcoming(desk, FRONT),
        overdue: tracker.overdue.iter().take(FRONT).map(|&ix| row::row(desk, ix)).collect(),
        all_claims: desk.site.makes("list").then(|| desk.href(&desk.routes().claims(1))),
        all_changes: desk.site.makes("changes").then(|| desk.href(&desk.routes().changes(1))),
        all_milestones: desk.site.makes("milestones").then(|| desk.href(&desk.routes().milestones(1))),
        calendar: calendar::link(desk, calendar::Of::Site),
    }
}

view! {
    struct PageView<'a> {
        page: Frame<'a>,
        title: String,
        body: Option<BodyView<'a>>,
    }
}

fn own_page(desk: &Desk<'_>, sheet: &mut Sheet<'_>, id: &PageId) {
    let Some(record) = page::find(desk, id.as_str()) else { return };
    let title = part::plain(desk, &record.translations, "title", &record.title).to_owned();
    let text = record.description.as_deref().unwrap_or_default();
    let description = part::plain(desk, &record.translations, "description", text).to_owned();
    let seat =
        Seat { title: title.clone(), description, address: &|routes| routes.page(id), dated: Dated::No };
    let mut frame = Frame::new(desk, seat);
    frame.draft = record.draft;
    sheet.template(desk, "page.html", || PageView { page: frame, title, body: page::body(desk, record) });
}

view! {
    struct MethodologyView<'a> {
        page: Frame<'a>,
        title: String,
        introduction: Option<BodyView<'a>>,
        statuses: Vec<MeaningView<'a>>,
        settling: Vec<SettlingView>,
        stale_after: Option<String>,
        editors: Vec<EditorView<'a>>,
        excused: Vec<ExcusedRule<'a>>,
    }
}

view! {
    /// Rules for machine readings, from a day on.
    struct SettlingView {
        from: Option<String>,
        rule: String,
        closing: String,
    }
}

view! {
    struct EditorView<'a> {
        name: &'a str,
        role: Option<&'a str>,
    }
}

fn methodology(desk: &Desk<'_>, sheet: &mut Sheet<'_>) {
    sheet.template(desk, "methodology.html", || methodology_view(desk));
}

fn methodology_view<'a>(desk: &Desk<'a>) -> MethodologyView<'a> {
    let config = desk.config();
    let title = page::title(desk, "methodology", "methodology.title");
    let description = desk.say("methodology.lead");
    let seat =
        Seat { title: title.clone(), description, address: &|routes| routes.methodology(), dated: Dated::No };
    let settling = config.settling.iter().map(|rule| SettlingView {
        from: rule.from_day.map(|day| desk.words().day(day)),
        rule: desk.fill_count("settling.rule", rule.readings as usize, &[("hours", &rule.hours)]),
        closing: desk.say(match rule.terminal {
            Closing::Editor => "settling.closing_editor",
            Closing::Settled => "settling.closing_settled",
        }),
    });
    MethodologyView {
        page: Frame::new(desk, seat),
        title,
        introduction: page::introduction(desk, "methodology"),
        statuses: status::vocabulary(desk),
        settling: settling.collect(),
        stale_after: config.stale_after.map(|days| desk.count("settling.stale", days as usize)),
        editors: config
            .editors
            .iter()
            .map(|e| EditorView { name: &e.name, role: e.role.as_deref() })
            .collect(),
        excused: excuse::excused(desk),
    }
}

fn not_found(desk: &Desk<'_>, sheet: &mut Sheet<'_>) {
    let title = desk.say("not_found.title");
    let seat = Seat {
        title: title.clone(),
        description: String::new(),
        address: &|routes| routes.home(),
        dated: Dated::No,
    };
    sheet.template(desk, "404.html", || PageView { page: Frame::new(desk, seat), title, body: None });
}
