//! Gives the program an identity: a hash of its own sources.
//!
//! What the site's files are made of includes the program that made them: a page drawn by another
//! version is drawn again. Only contents and names count, never times, so that the same sources have
//! the same identity on every machine.

#![expect(clippy::disallowed_methods, reason = "a build script reads the sources")]

use std::path::{Path, PathBuf};

/// Offset and prime of FNV-1a, 128 bits.
const FNV: (u128, u128) =
    (0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, 0x0000_0000_0100_0000_0000_0000_0000_013b);

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=themes/default/cards");
    println!("cargo::rerun-if-changed=Cargo.lock");
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut files = Vec::new();
    collect(&root.join("src"), &mut files)?;
    // Of the default theme only the fonts of cards: all else of it is hashed with a site's own theme when it is read.
    collect(&root.join("themes/default/cards"), &mut files)?;
    files.sort();
    // Renderers of Markdown and templates are named there with their versions.
    files.push(root.join("Cargo.lock"));
    let mut hash = FNV.0;
    for file in files {
        let name = file.strip_prefix(&root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        hash = feed(hash, name.as_bytes());
        // A package used as a library comes without its lock file.
        hash = feed(hash, &std::fs::read(&file).unwrap_or_default());
    }
    println!("cargo::rustc-env=ONRECORD_RENDERER={hash:032x}");
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// Carriage returns are left out: they depend on how the sources were checked out.
fn feed(hash: u128, bytes: &[u8]) -> u128 {
    let ended = bytes.iter().copied().filter(|&byte| byte != b'\r').chain([0]);
    ended.fold(hash, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(FNV.1))
}
