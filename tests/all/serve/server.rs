//! A preview of a copy of a project, and the plainest of clients.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long anything may take: machines that run tests are slow at times.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// A project of the repository, copied into a folder of its own.
pub(crate) fn copy_of(project: &str) -> tempfile::TempDir {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(project).join("content");
    let folder = tempfile::tempdir().unwrap();
    for entry in walkdir::WalkDir::new(&from).into_iter().map(Result::unwrap) {
        let to = folder.path().join("content").join(entry.path().strip_prefix(&from).unwrap());
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(to).unwrap();
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
    folder
}

/// Desk rules that find something in the small site; they are switched off, so that nothing is told but what a test does.
const QUIET: [&str; 6] = [
    "claim-without-condition",
    "criterion-without-evidence",
    "example-address",
    "orphan-page",
    "reading-reverted",
    "source-without-access-date",
];

/// The small site of the tests.
pub(crate) fn sample() -> tempfile::TempDir {
    let folder = copy_of("tests/sites/sample");
    let site = folder.path().join("content/site.toml");
    let checks = QUIET.map(|code| format!("{code} = \"off\"")).join("\n");
    let text = std::fs::read_to_string(&site).unwrap();
    std::fs::write(&site, format!("{text}\n[checks]\n{checks}\n")).unwrap();
    folder
}

/// A program that serves.
pub(crate) struct Server {
    child: Child,
    pub(crate) port: u16,
    root: PathBuf,
    said: Arc<Mutex<String>>,
}

/// A reply, whole.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// The program, to be run in a project.
pub(crate) fn onrecord(root: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.current_dir(root).args(args).env_remove("SOURCE_DATE_EPOCH").env_remove("NO_COLOR");
    command
}

impl Server {
    /// Serves a project on a free port.
    pub(crate) fn start(root: &Path, args: &[&str]) -> Self {
        Self::run(onrecord(root, &[&["serve", "-p", "0"], args].concat()), root)
    }

    /// Runs a command that serves.
    pub(crate) fn run(mut command: Command, root: &Path) -> Self {
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let (lines, heard) = (BufReader::new(child.stderr.take().unwrap()).lines(), Arc::clone(&said));
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                heard.lock().unwrap().push_str(&(line + "\n"));
            }
        });
        let mut server = Self { child, port: 0, root: root.to_owned(), said };
        server.port = until("the preview says where it is", || {
            let said = server.said();
            let (_, rest) = said.split_once(" at http://127.0.0.1:")?;
            rest.split('/').next()?.parse().ok()
        });
        server
    }

    /// What it has printed so far.
    pub(crate) fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// Writes a file of its project.
    pub(crate) fn put(&self, path: &str, text: &str) {
        let file = self.root.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }

    /// Changes a word in a file of its project, and hands back what the file held.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) -> String {
        let text = std::fs::read_to_string(self.root.join(path)).unwrap();
        assert!(text.contains(from), "{path} has no `{from}`");
        self.put(path, &text.replace(from, to));
        text
    }

    /// A connection to it.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// What stands at an address.
    pub(crate) fn get(&self, path: &str) -> Reply {
        self.ask("GET", path)
    }

    /// One request, alone on its connection.
    pub(crate) fn ask(&self, method: &str, path: &str) -> Reply {
        let request =
            format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.port);
        let replies = replies(&self.send(request.as_bytes()), method == "HEAD");
        replies.into_iter().next().unwrap_or_else(|| panic!("{method} {path} has no reply"))
    }

    /// Everything that comes back for these bytes, up to the end of the connection.
    pub(crate) fn send(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = self.connect();
        // Who is refused early may find the connection closed before everything is sent.
        let _ = stream.write_all(bytes);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut heard = Vec::new();
        let _ = stream.read_to_end(&mut heard);
        heard
    }

    /// Waits until an address has this text.
    pub(crate) fn shows(&self, path: &str, text: &str) {
        until(&format!("{path} shows `{text}`"), || self.get(path).text().contains(text).then_some(()));
    }

    /// Waits until an address is answered with this status.
    pub(crate) fn answers(&self, path: &str, status: u16) {
        until(&format!("{path} answers {status}"), || (self.get(path).status == status).then_some(()));
    }

    /// Sends it a signal by name.
    pub(crate) fn signal(&self, name: &str) {
        let signal = format!("-{name}");
        assert!(
            Command::new("kill").args([&signal, &self.child.id().to_string()]).status().unwrap().success()
        );
    }

    /// Waits until it has ended.
    pub(crate) fn ended(&mut self) -> ExitStatus {
        until("the preview ends", || self.child.try_wait().unwrap())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Replies one after the other, as their lengths divide them.
pub(crate) fn replies(mut bytes: &[u8], bodiless: bool) -> Vec<Reply> {
    let mut replies = Vec::new();
    while let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let mut reply = Reply { status, head, body: Vec::new() };
        bytes = &bytes[end + 4..];
        if !bodiless {
            let length: usize = reply.header("content-length").unwrap().parse().unwrap();
            reply.body = bytes[..length].to_vec();
            bytes = &bytes[length..];
        }
        replies.push(reply);
    }
    assert_eq!(bytes, b"", "something stands behind the replies");
    replies
}

/// Waits for what must come.
pub(crate) fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begun.elapsed() < PATIENCE, "waited too long until {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
