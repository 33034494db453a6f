//! File systems that are known not to report what others change in them.

use std::path::{Path, PathBuf};

use onrecord::files::{self, Project};

/// Where Linux lists what is mounted (proc_mounts(5)).
const MOUNTS: &str = "/proc/self/mounts";
/// Network, and folders of another system: of WSL, of a virtual machine's or a container's host.
const SILENT: &[&str] = &[
    "9p",
    "afs",
    "ceph",
    "cifs",
    "drvfs",
    "fakeowner",
    "fuse",
    "ncpfs",
    "nfs",
    "nfs4",
    "osxfs",
    "prl_fs",
    "smb",
    "smb3",
    "smbfs",
    "vboxsf",
    "virtiofs",
    "vmhgfs",
];
/// More is no list of mounts.
const MOST_BYTES: u64 = 4 << 20;

/// The type of the file system, where the project lies on one that does not report changes.
pub(super) fn silent(project: &Project) -> Option<String> {
    let list = files::read_input(Path::new(MOUNTS), MOST_BYTES).ok()?;
    let content = files::resolve(&project.root().join("content")).ok()?;
    let kind = kind(&String::from_utf8_lossy(&list), &content)?;
    is_silent(&kind).then_some(kind)
}

fn is_silent(kind: &str) -> bool {
    SILENT.contains(&kind) || kind.starts_with("fuse.")
}

/// The type of the file system that a path lies on: of the last of those mounted nearest above it.
fn kind(list: &str, path: &Path) -> Option<String> {
    let mount = |line: &str| {
        let mut fields = line.split(' ').skip(1);
        Some((PathBuf::from(plain(fields.next()?)), fields.next()?.to_owned()))
    };
    let above = list.lines().filter_map(mount).filter(|(at, _)| path.starts_with(at));
    above.max_by_key(|(at, _)| at.components().count()).map(|(_, kind)| kind)
}

/// A field of the list: spaces and the like stand there as `\040`.
fn plain(field: &str) -> String {
    let mut parts = field.split('\\');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part.get(..3).and_then(|digits| u8::from_str_radix(digits, 8).ok());
        match code {
            Some(code) => {
                text.push(char::from(code));
                text.push_str(&part[3..]);
            }
            None => text.push_str(part),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_mount_tells_whether_changes_are_reported() {
        let list = "/dev/sda / ext4 rw 0 0\nhost /mnt/c 9p rw 0 0\nx /mnt/c/a\\040b tmpfs rw 0 0\n\
                    s /home/u/far fuse.sshfs rw 0 0\nodd\n/dev/sdb /data ext4 rw 0 0\ny /data nfs4 rw 0 0\n";
        let cases = [
            ("/home/u/site", "ext4", false),
            ("/mnt/c/site", "9p", true),
            ("/mnt/cd/site", "ext4", false),
            ("/mnt/c/a b/site", "tmpfs", false),
            ("/home/u/far/site", "fuse.sshfs", true),
            ("/data/site", "nfs4", true),
        ];
        for (path, expected, silent) in cases {
            let kind = kind(list, Path::new(path)).unwrap();
            assert_eq!((&*kind, is_silent(&kind)), (expected, silent), "{path}");
        }
    }
}
