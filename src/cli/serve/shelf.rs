//! Pages of one edition that were drawn: twelve tabs of one page, or who asks again and again, wait for one drawing.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::address::View;
use super::reply::Reply;

/// The most bytes of pages that are kept.
const MOST: usize = 4 << 20;

/// What was drawn last, with its address.
#[derive(Default)]
pub(super) struct Shelf(Mutex<VecDeque<(View, Arc<Reply>)>>);

impl Shelf {
    /// The page at this address, where it was drawn.
    pub(super) fn find(&self, view: &View) -> Option<Arc<Reply>> {
        self.lock().iter().find(|(kept, _)| kept == view).map(|(_, reply)| Arc::clone(reply))
    }

    /// Keeps a page; those that came first make room.
    pub(super) fn keep(&self, view: &View, reply: &Arc<Reply>) {
        if reply.body.len() > MOST / 2 {
            return;
        }
        let mut pages = self.lock();
        pages.retain(|(kept, _)| kept != view);
        pages.push_back((view.clone(), Arc::clone(reply)));
        let mut bytes: usize = pages.iter().map(|(_, reply)| reply.body.len()).sum();
        while bytes > MOST {
            bytes -= pages.pop_front().map_or(bytes, |(_, reply)| reply.body.len());
        }
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<(View, Arc<Reply>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::super::reply::Status;
    use super::*;

    fn page(length: usize) -> Arc<Reply> {
        Arc::new(Reply::site(Status::Ok, "text/html", vec![b'x'; length]))
    }

    fn view(path: &str) -> View {
        View { day: None, path: path.to_owned() }
    }

    #[test]
    fn pages_that_came_first_make_room() {
        let shelf = Shelf::default();
        for name in 0..5 {
            shelf.keep(&view(&name.to_string()), &page(MOST / 4));
        }
        let held: Vec<_> = (0..5).map(|name| shelf.find(&view(&name.to_string())).is_some()).collect();
        assert_eq!(held, [false, true, true, true, true]);
    }

    #[test]
    fn a_page_too_long_is_not_kept_and_one_drawn_twice_is_kept_once() {
        let shelf = Shelf::default();
        shelf.keep(&view("long"), &page(MOST));
        assert!(shelf.find(&view("long")).is_none());
        shelf.keep(&view("twice"), &page(1));
        shelf.keep(&view("twice"), &page(2));
        assert_eq!(shelf.find(&view("twice")).map(|reply| reply.body.len()), Some(2));
        assert_eq!(shelf.lock().len(), 1);
    }
}
