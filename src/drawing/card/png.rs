//! A card as PNG (second edition, ISO/IEC 15948): one byte a pixel, with a palette.
//!
//! Only what a card needs: nothing is read here, and no other form is written.

use super::canvas::{Canvas, HEIGHT, INKS, Ink, STEPS, STRIDE, WIDTH};
use super::deflate;
use crate::drawing::dress::LIGHT;
use crate::record::site::Colour;

/// The colour of an ink; that of the status is the card's own.
fn colour(ink: Ink, status: Colour) -> Colour {
    match ink {
        Ink::Black => LIGHT.ink,
        Ink::Muted => LIGHT.muted,
        Ink::Hair => LIGHT.hair,
        Ink::Status => status,
    }
}

/// Every shade of every ink: they lie between the paper's colour and the ink's.
fn palette(status: Colour) -> Vec<u8> {
    let mut palette = Vec::with_capacity(INKS.len() * STEPS * 3);
    for ink in INKS.map(|ink| colour(ink, status)) {
        for step in 0..STEPS {
            palette.extend((0..3).map(|channel| {
                let (from, to) = (usize::from(LIGHT.paper.0[channel]), usize::from(ink.0[channel]));
                ((from * (STEPS - 1 - step) + to * step + (STEPS - 1) / 2) / (STEPS - 1)) as u8
            }));
        }
    }
    palette
}

/// The file.
pub(super) fn encode(canvas: &Canvas, status: Colour) -> Vec<u8> {
    let packed = deflate::zlib(canvas.rows(), STRIDE);
    let mut file = Vec::with_capacity(packed.len() + 512);
    file.extend_from_slice(b"\x89PNG\r\n\x1a\n");
    let mut head = Vec::with_capacity(13);
    head.extend_from_slice(&(WIDTH as u32).to_be_bytes());
    head.extend_from_slice(&(HEIGHT as u32).to_be_bytes());
    // Eight bits, a palette, deflate, the one set of filters, not interlaced.
    head.extend_from_slice(&[8, 3, 0, 0, 0]);
    chunk(&mut file, *b"IHDR", &head);
    chunk(&mut file, *b"PLTE", &palette(status));
    chunk(&mut file, *b"IDAT", &packed);
    chunk(&mut file, *b"IEND", &[]);
    file
}

fn chunk(file: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    file.extend_from_slice(&(data.len() as u32).to_be_bytes());
    let start = file.len();
    file.extend_from_slice(&name);
    file.extend_from_slice(data);
    let sum = crc(&file[start..]);
    file.extend_from_slice(&sum.to_be_bytes());
}

/// The check sum of a chunk (annex D of the standard).
fn crc(bytes: &[u8]) -> u32 {
    let step = |sum: u32, &byte: &u8| CRC[usize::from(sum as u8 ^ byte)] ^ (sum >> 8);
    !bytes.iter().fold(u32::MAX, step)
}

const CRC: [u32; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let (mut sum, mut bit) = (byte as u32, 0);
        while bit < 8 {
            sum = if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
            bit += 1;
        }
        table[byte] = sum;
        byte += 1;
    }
    table
};
