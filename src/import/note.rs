//! What an import mended, and what it wants a person to see. The words of the messages live here.

/// How much a note matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Mended; nothing to do.
    Repair,
    /// Taken as it is; a person should look.
    Finding,
    /// Not taken into a record, or not to where it belongs.
    NotTaken,
}

macro_rules! kinds {
    ($($variant:ident $class:ident $code:literal $what:literal $help:literal)+) => {
        /// What sort of note.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Kind { $(#[doc = $what] $variant),+ }

        impl Kind {
            /// Every kind, in the order of reports.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// How much it matters.
            pub fn class(self) -> Class {
                match self { $(Self::$variant => Class::$class),+ }
            }

            /// Stable, kebab-case.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// What it is and why, in one line.
            pub fn what(self) -> &'static str {
                match self { $(Self::$variant => $what),+ }
            }

            /// What to do; empty where there is nothing to do.
            pub fn help(self) -> &'static str {
                match self { $(Self::$variant => $help),+ }
            }
        }
    };
}

kinds! {
    HeadingGlued Repair "heading-glued"
        "heading stood at the end of another line: it opens an entry of its own" ""
    TextGlued Repair "text-glued"
        "text stood right behind a heading: it is the first line of the entry" ""
    LineJoined Repair "line-joined"
        "line broke off in mid-sentence, as links leave it: it is one paragraph with the next" ""
    LabelJoined Repair "label-joined"
        "label stood alone: it opens the paragraph that follows" ""
    MarkerJoined Repair "marker-joined"
        "list marker stood alone: it opens the item that follows" ""
    LabelSet Repair "label-set"
        "paragraph opens with a label: the label is set in bold" ""
    JsonOpened Repair "json-opened"
        "body was leaked JSON: its fields are paragraphs, each under its key" ""
    SourceDeclared Repair "source-declared"
        "address in the text: declared as a source of the update, and kept in the text" ""
    FollowUpMoved Repair "follow-up-moved"
        "follow-up stood between updates: it is listed with the others" ""
    FollowUpRepeated Repair "follow-up-repeated"
        "follow-up on a day that has one already: kept, its id counted on" ""
    SameMinute Repair "same-minute"
        "update of the same minute as another: kept, its id counted on" ""
    TimeSkipped Repair "time-skipped"
        "local time does not exist, clocks went forward: written with the offset from before the change" ""
    TimeTwice Repair "time-twice"
        "local time happened twice, clocks went back: written with the earlier offset" ""
    ControlCharacter Repair "control-character"
        "control character: replaced by U+FFFD" ""
    TextMoved Repair "text-moved"
        "text below a heading that has no text of its own: kept in explainer.md" ""
    ClaimantAdded Repair "claimant-added"
        "claimant was not in people.toml: added as a body" "set `kind = \"person\"` there if it is one"
    PersonAdded Repair "person-added"
        "claimant was not in people.toml: added as the person that the file says" ""
    PublisherAdded Repair "publisher-added"
        "publisher was not in sources.toml: added" ""
    NameSpelt Repair "name-spelt"
        "name is known in another spelling: taken for that one" ""
    EntryRepeated Repair "entry-repeated"
        "entry stands twice and says the same: taken once" ""
    TitleCut Repair "title-cut"
        "text is longer than a title: the title ends at a word, the claim has the whole text" ""
    DateRespelt Repair "date-respelt"
        "date is spelt in another way than records do: written in theirs" ""
    EntityDecoded Repair "entity-decoded"
        "text holds entities of HTML: written as the signs that they stand for" ""
    JsonMended Repair "json-mended"
        "JSON holds line breaks or control characters in its texts: read all the same" ""
    PageRead Repair "page-read"
        "file is a web page: its JSON-LD is read, the page itself is not" ""

    StatusContradicted Finding "status-contradicted"
        "text says another status than its heading: both are kept" "say which holds in a reviewed update"
    StatusUnknown Finding "status-unknown"
        "heading's status is not in the vocabulary: written as a note, the word is in its text"
        "declare the status in site.toml and set it in the file"
    VerdictUnknown Finding "verdict-unknown"
        "verdict in the text is not in the vocabulary: it stays in the text" ""
    JsonBroken Finding "json-broken"
        "leaked JSON is broken: what could be told apart is, the rest stands as it was" "read the update once"
    DateImpossible Finding "date-impossible"
        "date does not exist: it stays in the text" "say in the text what is meant"
    TimeImpossible Finding "time-impossible"
        "heading's time of day does not exist: only its day is used, the heading is in the text"
        "set `published` to the right time"
    SourcesEmpty Finding "sources-empty"
        "list of sources is empty" "add the sources to the update"
    SourceWithoutAddress Finding "source-without-address"
        "source is named in brackets, without an address: it stays in the text"
        "declare the source and cite it in the update's `sources`"
    TextBreaksOff Finding "text-breaks-off"
        "text ends without the end of a sentence" ""
    BodyEmpty Finding "body-empty"
        "update has no text" ""
    ArticleRepeated Finding "article-repeated"
        "more than one original article: the oldest is the claim's appearance, each is a source" ""
    OutOfOrder Finding "out-of-order"
        "entry is newer than the one above it: it is sorted by its date" ""
    HeadingLike Finding "heading-like"
        "line begins like a heading and is none: it is text of the entry above it"
        "write the record that is meant, if one is"
    TextBeforeEntries Finding "text-before-entries"
        "text before the first heading: kept in explainer.md" "move it to where it belongs"

    ClaimantAlike Finding "claimant-alike"
        "name makes the id of somebody with another name: added with an id that is counted on"
        "if they are the same, keep one in people.toml and in the claims"
    RatingUnmapped Finding "rating-unmapped"
        "rating has no status here: its reviews are notes, with the rating in their text"
        "say what it means with the option shown; a rating with nothing behind `=` stays without a status"
    HtmlInText Finding "html-in-text"
        "text holds HTML: it is shown as it stands" "mend it in the record"
    TitleDiffers Finding "title-differs"
        "source is known with another title: the title here is left out" ""
    SourceDiffers Finding "source-differs"
        "source is known with another publisher or date: that here is left out" ""

    AddressLeft Finding "address-left"
        "claimant or publisher is known without this web address: it is left out"
        "add it in people.toml or sources.toml"

    HeadingImpossible NotTaken "heading-impossible"
        "heading's date does not exist: no update is made, its text is kept in explainer.md"
        "write the update with the date that is meant, and take its text out of explainer.md"
    HeadingUnknown NotTaken "heading-unknown"
        "heading is of no known form: no record is made, its text is kept in explainer.md"
        "write the record that is meant, and take its text out of explainer.md"
    DueContradicted NotTaken "due-contradicted"
        "due date differs from the one that the claim has" "decide which holds, and set `completion_due`"
    BodyTooLong NotTaken "body-too-long"
        "text is longer than a record may be: no update is written" "shorten it in the file, and import again"
    UpdateDiffers NotTaken "update-differs"
        "update is in the project already, with another text or status: the file is left as it is"
        "compare the two and mend the file by hand"
    StatusLeft NotTaken "status-left"
        "update is in the project already, without the status that it has here: the file is left as it is"
        "set it there; where nobody has worked on these files, delete them and import again"
    FollowUpUnplaced NotTaken "follow-up-unplaced"
        "follow-up is new, but no new update can carry it" "paste it into the claim's front matter"
    TextUnplaced NotTaken "text-unplaced"
        "text belongs to no update, and explainer.md exists already" "paste it where it belongs"
    ArticleUnplaced NotTaken "article-unplaced"
        "original article is new, but the claim exists already" "declare it in the claim's `sources`"
    JsonUnreadable NotTaken "json-unreadable"
        "JSON is broken: nothing of it is read" "mend it in the file, and import again"
    ReviewWithoutClaim NotTaken "review-without-claim"
        "review does not say which claim it is about" "write the claim by hand"
    ReviewWithoutDate NotTaken "review-without-date"
        "review has no `datePublished`" "write the update with the date that is meant"
    ReviewDate NotTaken "review-date"
        "review's `datePublished` is no date of the calendar" "write the update with the date that is meant"
    ClaimantMissing NotTaken "claimant-missing"
        "review does not say who made the claim" "say it for all of them with `--claimant NAME`"
    PropertyNotTaken NotTaken "property-not-taken"
        "property has no place in records" "say `--ignore PROPERTY` for those that you can do without"
    CellDate NotTaken "cell-date"
        "cell is no date" "write it as 2026-02-13, or say its form with `--date-format`, such as \"%d/%m/%Y\""
    CellStatus NotTaken "cell-status"
        "cell is no status of this site" "say what it means with `--map-status \"WORD=STATUS\"`"
    CellWord NotTaken "cell-word"
        "cell has none of the words that its field takes" ""
    CellId NotTaken "cell-id"
        "cell is no id of this site" ""
    CellAddress NotTaken "cell-address"
        "cell looks like a web address and is none" "write it whole, from `https://` on, without spaces"
    RowLength NotTaken "row-length"
        "row has another number of cells than the first row" "see that quotes and delimiters are right"
    RowIncomplete NotTaken "row-incomplete"
        "row lacks what its record needs" ""
    ClaimDiffers NotTaken "claim-differs"
        "claim says something else already: it is left as it is" "compare the two and mend the record by hand"
    ClaimInOneFile NotTaken "claim-in-one-file"
        "claim is written in one file, which takes no files of updates" "move it to a folder, claims/ID/claim.md"
}

/// One thing that was mended or noticed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// Line of the imported file, from 1; 0 where it is about no line.
    pub line: usize,
    /// What sort.
    pub kind: Kind,
    /// The words concerned, as they stand in the file or as they must be pasted.
    pub detail: String,
    /// Of a table: its column, from 1; else 0.
    pub column: usize,
    /// All that was not taken, where `detail` only names it.
    pub whole: String,
}

impl Note {
    /// About `line`, with the words concerned.
    pub fn new(kind: Kind, line: usize, detail: impl Into<String>) -> Self {
        Self { line, kind, detail: detail.into(), column: 0, whole: String::new() }
    }

    /// The same about one column of a table, counted from 1.
    #[must_use]
    pub fn in_column(self, column: usize) -> Self {
        Self { column, ..self }
    }

    /// The same with all that was not taken.
    #[must_use]
    pub fn with(self, whole: impl Into<String>) -> Self {
        Self { whole: whole.into(), ..self }
    }
}
