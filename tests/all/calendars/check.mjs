// Reads every calendar of some sites with ical.js, and compares the entries with what the lines say.
//
// `check.mjs SITES`: a folder of sites. Those called `hostile-…` must have the same number of entries in each place.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ICAL from "ical.js";

const sites = process.argv[2];
const faults = [];
const hostile = new Map();
let calendars = 0;
let entries = 0;

for (const site of readdirSync(sites).sort()) {
  const counts = {};
  for (const name of readdirSync(join(sites, site), { recursive: true }).sort()) {
    if (!name.endsWith(".ics")) continue;
    const text = readFileSync(join(sites, site, name), "utf8");
    const told = (fault) => faults.push(`${site}/${name}: ${fault}`);
    ICAL.design.strict = true;
    const calendar = new ICAL.Component(ICAL.parse(text));
    const events = calendar.getAllSubcomponents("vevent");
    const lines = text.split("\r\n").filter((line) => line === "BEGIN:VEVENT").length;
    if (events.length !== lines) told(`${events.length} entries, and ${lines} that begin`);
    if (calendar.getAllSubcomponents().length !== events.length) told("something else than an entry");
    const uids = new Set(events.map((event) => event.getFirstPropertyValue("uid")));
    if (uids.size !== events.length) told("two entries have one name");
    for (const component of events) check(component, told);
    counts[name] = events.length;
    calendars += 1;
    entries += events.length;
  }
  if (site.startsWith("hostile-")) hostile.set(site, JSON.stringify(counts));
}

/** An entry: a time, or whole days that end the day after the last. */
function check(component, told) {
  const event = new ICAL.Event(component, { strictExceptions: true });
  const start = component.getFirstPropertyValue("dtstart");
  const end = component.getFirstPropertyValue("dtend");
  const written = component.getFirstProperty("dtstart").toICALString().split(":").pop();
  const pad = (width, ...numbers) => numbers.map((number) => String(number).padStart(width, "0")).join("");
  const day = pad(4, start.year) + pad(2, start.month, start.day);
  const said = start.isDate ? day : `${day}T${pad(2, start.hour, start.minute, start.second)}Z`;
  if (said !== written) told(`${event.uid}: starts on ${said}, not ${written}`);
  if (start.isDate && end && (!end.isDate || end.compare(start) <= 0)) told(`${event.uid}: ends on ${end}`);
  if (!start.isDate && end) told(`${event.uid}: a time that ends`);
  if (!start.isDate && start.zone !== ICAL.Timezone.utcTimezone) told(`${event.uid}: a time of ${start.zone}`);
  if (!Number.isInteger(event.sequence)) told(`${event.uid}: moved ${event.sequence} times`);
  if (!event.summary || !event.description) told(`${event.uid}: says nothing`);
  for (const key of ["dtstamp", "last-modified"]) {
    if (!(component.getFirstPropertyValue(key) instanceof ICAL.Time)) told(`${event.uid}: ${key} is no time`);
  }
}

const [first, ...others] = hostile.values();
if (others.some((counts) => counts !== first)) faults.push(`hostile: ${[first, ...others].join(" ")}`);
console.log(faults.join("\n") || `ical.js: ${calendars} calendars with ${entries} entries in all`);
process.exitCode = faults.length || !entries ? 1 : 0;
