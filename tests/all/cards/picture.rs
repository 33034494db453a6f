//! A card as pixels: what is marked where. Reads the one form of PNG that cards have.

use miniz_oxide::inflate::decompress_to_vec_zlib;
use onrecord::record::site::Colour;

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
    palette: Vec<[u8; 3]>,
    pixels: Vec<u8>,
}

impl Picture {
    /// Reads a file, chunk by chunk.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
        let (mut rest, mut chunks) = (&bytes[8..], Vec::new());
        while !rest.is_empty() {
            let length = number(rest);
            chunks.push((&rest[4..8], &rest[8..8 + length]));
            rest = &rest[12 + length..];
        }
        let names: Vec<&[u8]> = chunks.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, [b"IHDR", b"PLTE", b"IDAT", b"IEND"]);
        let head = chunks[0].1;
        let (width, height) = (number(head), number(&head[4..]));
        assert_eq!(head[8..], [8, 3, 0, 0, 0]);
        let palette = chunks[1].1.chunks_exact(3).map(|colour| [colour[0], colour[1], colour[2]]).collect();
        let rows = decompress_to_vec_zlib(chunks[2].1).unwrap();
        assert_eq!(rows.len(), (width + 1) * height);
        assert!(rows.chunks(width + 1).all(|row| row[0] == 0));
        let pixels = rows.chunks(width + 1).flat_map(|row| row[1..].iter().copied()).collect();
        Self { width, height, palette, pixels }
    }

    /// How far what is marked in a zone reaches from left to right; nothing where that is paper.
    pub(crate) fn marked(&self, zone: Zone) -> Option<(usize, usize)> {
        self.reach(zone, |colour| colour != self.palette[0])
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
        self.palette[usize::from(self.pixels[y * self.width + x])]
    }
}

fn number(bytes: &[u8]) -> usize {
    u32::from_be_bytes(bytes[..4].try_into().unwrap()) as usize
}
