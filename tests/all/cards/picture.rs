//! A card as pixels: what is marked where.

use std::io::Cursor;

use onrecord::record::site::Colour;
use png::{BitDepth, ColorType, Decoder, Transformations};

/// What lies below everything.
const PAPER: [u8; 3] = [0xff, 0xfd, 0xf8];

/// A part of a card, from one edge to before another.
#[derive(Clone, Copy)]
pub(crate) struct Zone {
    pub(crate) x: (usize, usize),
    pub(crate) y: (usize, usize),
}

/// A card.
pub(crate) struct Picture {
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// Red, green and blue of each pixel, row by row.
    pub(crate) pixels: Vec<u8>,
}

impl Picture {
    /// Reads a file, which has a byte a pixel and a palette.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let mut decoder = Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let info = reader.info();
        assert_eq!((info.color_type, info.bit_depth), (ColorType::Indexed, BitDepth::Eight));
        let (width, height) = (info.width as usize, info.height as usize);
        let mut pixels = vec![0; width * height * 3];
        assert_eq!(reader.output_buffer_size(), Some(pixels.len()));
        reader.next_frame(&mut pixels).unwrap();
        reader.finish().unwrap();
        Self { width, height, pixels }
    }

    /// How far what is marked in a zone reaches from left to right; nothing where that is paper.
    pub(crate) fn marked(&self, zone: Zone) -> Option<(usize, usize)> {
        self.reach(zone, |colour| colour != PAPER)
    }

    /// The same of what is drawn in a colour at full strength.
    pub(crate) fn coloured(&self, colour: Colour, zone: Zone) -> Option<(usize, usize)> {
        self.reach(zone, |there| there == colour.0)
    }

    /// Whether a rule of these rows goes from margin to margin, and nothing stands in it.
    pub(crate) fn is_ruled(&self, mut rows: std::ops::Range<usize>) -> bool {
        rows.all(|y| (72..1128).all(|x| self.colour(x, y) == [0x1a; 3]))
    }

    /// How high the first line of a zone is, in pixels: from its first marked row to the first empty one.
    pub(crate) fn first_line(&self, zone: Zone) -> usize {
        self.rows(zone).skip_while(|marked| !marked).take_while(|marked| *marked).count()
    }

    /// How many lines stand in a zone, with an empty row between each two.
    pub(crate) fn lines(&self, zone: Zone) -> usize {
        let rows: Vec<bool> = [false].into_iter().chain(self.rows(zone)).collect();
        rows.windows(2).filter(|pair| !pair[0] && pair[1]).count()
    }

    fn rows(&self, zone: Zone) -> impl Iterator<Item = bool> {
        (zone.y.0..zone.y.1).map(move |y| self.marked(Zone { y: (y, y + 1), ..zone }).is_some())
    }

    fn reach(&self, zone: Zone, is_meant: impl Fn([u8; 3]) -> bool) -> Option<(usize, usize)> {
        let is_meant = |x: usize| (zone.y.0..zone.y.1).any(|y| is_meant(self.colour(x, y)));
        let left = (zone.x.0..zone.x.1).find(|&x| is_meant(x))?;
        let right = (zone.x.0..zone.x.1).rfind(|&x| is_meant(x))?;
        Some((left, right))
    }

    fn colour(&self, x: usize, y: usize) -> [u8; 3] {
        self.pixels.as_chunks().0[y * self.width + x]
    }
}
