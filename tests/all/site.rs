//! Whole sites, as they stand on the disk after a build: the demonstration, and one with everything in it.

mod cite;
mod crawl;
mod days;
mod demo;
mod direction;
mod html;
mod kept;
mod lists;
mod off;
mod pages;
mod world;
