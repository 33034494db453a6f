//! Fields that few records have, behind one pointer, so that a plain record stays small.

use std::ops::Deref;

use serde::{Deserialize, Serialize};

/// Fields of which all may be left out.
pub trait Optional: PartialEq + 'static {
    /// The fields of a record that has none of them.
    const NONE: &'static Self;
}

/// Fields of which a record has some, or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rare<T>(Option<Box<T>>);

impl<T: Optional> Rare<T> {
    /// These fields.
    pub fn new(fields: T) -> Self {
        Self((fields != *T::NONE).then(|| Box::new(fields)))
    }
}

impl<T: Optional + Clone> Rare<T> {
    /// The fields, to be changed.
    pub fn edit(&mut self) -> &mut T {
        self.0.get_or_insert_with(|| Box::new(T::NONE.clone()))
    }
}

impl<T: Optional> Default for Rare<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Optional> Deref for Rare<T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or(T::NONE)
    }
}
