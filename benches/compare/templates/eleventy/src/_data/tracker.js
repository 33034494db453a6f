// Every claim, the lists that they are in, and the pages of those lists.
import fs from "node:fs";

const ROWS = 50;

function read(folder) {
  const names = fs.readdirSync(folder).sort();
  return names.map((name) => JSON.parse(fs.readFileSync(`${folder}/${name}`, "utf8")));
}

/** Groups of claims by the things that each claim names, in the order of their ids. */
function grouped(claims, things) {
  const groups = new Map();
  for (const claim of claims) {
    for (const thing of things(claim)) {
      if (!groups.has(thing.id)) groups.set(thing.id, { ...thing, claims: [] });
      groups.get(thing.id).claims.push(claim);
    }
  }
  return [...groups.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The pages of a list. */
function pages(base, title, claims) {
  const count = Math.max(1, Math.ceil(claims.length / ROWS));
  const url = (number) => (number === 1 ? base : `${base}page/${number}/`);
  return Array.from({ length: count }, (_, at) => ({
    title,
    number: at + 1,
    count,
    total: claims.length,
    url: url(at + 1),
    previous: at > 0 ? url(at) : null,
    next: at + 1 < count ? url(at + 2) : null,
    rows: claims.slice(at * ROWS, (at + 1) * ROWS),
  }));
}

export default function () {
  const statuses = JSON.parse(fs.readFileSync("statuses.json", "utf8"));
  const claims = read("claims");
  const publishers = grouped(claims, (claim) => {
    const sources = Object.values(claim.sources).map((source) => source.publisher);
    return new Map(sources.map((publisher) => [publisher.id, publisher])).values();
  });
  const indexes = [
    { id: "topics", title: "Topics", entries: grouped(claims, (claim) => claim.topics) },
    { id: "statuses", title: "Statuses", entries: grouped(claims, (claim) => [statuses[claim.status]]) },
    { id: "claimants", title: "Claimants", entries: grouped(claims, (claim) => [claim.claimant]) },
  ];
  const lists = pages("/claims/", "Claims", claims);
  for (const index of indexes) {
    for (const entry of index.entries) lists.push(...pages(`/${index.id}/${entry.id}/`, entry.name, entry.claims));
  }
  return { claims, statuses, publishers, indexes, lists };
}
