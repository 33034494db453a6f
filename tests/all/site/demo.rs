//! The demonstration: it builds without findings, and always to the same bytes.

use std::path::Path;
use std::process::Command;

use super::crawl::{self, Links};
use super::world::{Ask, PLAIN, World, files};
use onrecord::routes::LinkStyle;

const NONE: [&str; 0] = [];

#[test]
fn the_demonstration_is_built_without_findings_and_a_second_build_writes_nothing() {
    let world = World::demo();
    let first = world.built(PLAIN).summary.unwrap();
    assert!(first.written > 300, "{first:?}");
    let second = world.built(PLAIN).summary.unwrap();
    assert_eq!((second.written, second.removed, second.unchanged), (0, 0, first.written));
}

#[test]
fn every_link_and_page_of_the_demonstration_is_sound() {
    let site = World::demo().built(PLAIN);
    assert_eq!(crawl::faults(&site, Links::Folders), NONE);
}

#[test]
fn a_portable_site_links_to_files_only() {
    let site = World::demo().built(Ask { links: LinkStyle::Files, ..PLAIN });
    assert_eq!(crawl::faults(&site, Links::Files), NONE);
}

#[test]
fn threads_time_zone_and_locale_change_no_byte() {
    let world = World::demo();
    let expected = world.built(PLAIN).files;
    for (jobs, zone, locale) in [("1", "Pacific/Kiritimati", "tr_TR.UTF-8"), ("4", "America/Adak", "C")] {
        let output = world.path().join(format!("again-{jobs}"));
        assert!(build(world.path(), &output, &["--jobs", jobs], zone, locale), "{zone}");
        assert!(files(&output) == expected, "{zone}");
    }
}

fn build(root: &Path, output: &Path, more: &[&str], zone: &str, locale: &str) -> bool {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.arg("-r").arg(root).args(["build", "--strict", "-o"]).arg(output).args(more);
    command.env("TZ", zone).env("LC_ALL", locale).env("LANG", locale).env_remove("SOURCE_DATE_EPOCH");
    command.status().unwrap().success()
}
