//! Safe connections: who may vouch for a server, and what is wrong with one in words. No network here.

use std::path::Path;
use std::sync::Arc;

use chrono::DateTime;
use onrecord::diagnostic::Diagnostic;
use onrecord::files;
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::{AlertDescription, CertificateError, Error, RootCertStore};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};

/// The largest file of certificates that is read.
const LARGEST: u64 = 4 << 20;
/// What is said of a certificate that nobody known vouches for.
pub(super) const UNTRUSTED: &str = "nobody whom browsers trust vouches for its certificate";

/// Authorities beside those of Mozilla's list, such as that of a newsroom's own proxy.
#[derive(Clone, Debug)]
pub(in super::super) struct Authorities(Arc<Vec<Certificate<'static>>>);

impl Authorities {
    /// Those of a file of PEM.
    ///
    /// # Errors
    /// It cannot be read, or holds none.
    pub(in super::super) fn read(file: &Path) -> Result<Self, Box<Diagnostic>> {
        let name = file.display();
        let bytes = files::read_input(file, LARGEST).map_err(|error| {
            let finding = Diagnostic::general("unreadable-file", format!("`{name}` cannot be read: {error}"));
            Box::new(finding.help("name a file of certificates in PEM behind `--ca-file`"))
        })?;
        Self::of(&bytes).ok_or_else(|| {
            let finding = Diagnostic::general(
                "no-certificate",
                format!("`{name}` holds no certificate that can be read"),
            );
            Box::new(finding.help(
                "it is text with lines `-----BEGIN CERTIFICATE-----`; ask who runs your network for it",
            ))
        })
    }

    /// Those of this PEM; `None` where one of them cannot be read, or there is none.
    fn of(pem: &[u8]) -> Option<Self> {
        let mut all = Vec::new();
        for item in parse_pem(pem) {
            if let PemItem::Certificate(certificate) = item.ok()? {
                RootCertStore::empty().add(CertificateDer::from(certificate.der())).ok()?;
                all.push(certificate);
            }
        }
        (!all.is_empty()).then(|| Self(Arc::new(all)))
    }

    /// For connections that they vouch for.
    pub(super) fn config(&self) -> TlsConfig {
        TlsConfig::builder().root_certs(RootCerts::Specific(Arc::clone(&self.0))).build()
    }
}

/// What is wrong with a connection, for a sentence that begins with the address.
pub(super) fn why(error: &Error) -> String {
    match error {
        Error::InvalidCertificate(fault) => certificate(fault),
        Error::InvalidMessage(_) => "what answers does not speak TLS".to_owned(),
        Error::PeerIncompatible(_)
        | Error::AlertReceived(
            AlertDescription::ProtocolVersion
            | AlertDescription::HandshakeFailure
            | AlertDescription::InsufficientSecurity,
        ) => "it speaks no form of TLS that is safe (1.2 or 1.3)".to_owned(),
        Error::AlertReceived(AlertDescription::UnrecognisedName) => {
            "it has no certificate for this name".to_owned()
        }
        other => other.to_string(),
    }
}

fn certificate(fault: &CertificateError) -> String {
    match fault {
        CertificateError::UnknownIssuer => UNTRUSTED.to_owned(),
        CertificateError::ExpiredContext { not_after, .. } => {
            format!("its certificate ended on {}", day(*not_after))
        }
        CertificateError::NotValidYetContext { not_before, .. } => {
            format!("its certificate begins on {}", day(*not_before))
        }
        CertificateError::NotValidForNameContext { presented, .. } => {
            let names: Vec<&str> = presented.iter().filter_map(|name| bare(name)).take(3).collect();
            match names.as_slice() {
                [] => "its certificate is for another name".to_owned(),
                names => format!("its certificate is for another name: {}", names.join(", ")),
            }
        }
        CertificateError::BadSignature => "its certificate is not signed by whom it names".to_owned(),
        CertificateError::Revoked => "its certificate was revoked".to_owned(),
        other => format!("its certificate does not hold: {other}"),
    }
}

/// A name of a certificate without what it is: `DnsName("example.org")`.
fn bare(name: &str) -> Option<&str> {
    name.split_once('"').map_or(Some(name), |(_, name)| name.split_once('"').map(|(name, _)| name))
}

fn day(time: UnixTime) -> String {
    let seconds = i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
    DateTime::from_timestamp(seconds, 0)
        .map_or_else(|| "a day without a name".to_owned(), |time| time.date_naive().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_of_certificates_are_said_in_words() {
        let at = |day: u64| UnixTime::since_unix_epoch(std::time::Duration::from_secs(day * 86_400));
        let certificate = |fault| why(&Error::InvalidCertificate(fault));
        let name = rustls::pki_types::ServerName::try_from("a.example.org").unwrap();
        let presented = vec!["DnsName(\"example.org\")".to_owned(), "*.example.org".to_owned()];
        let said = [
            certificate(CertificateError::UnknownIssuer),
            certificate(CertificateError::ExpiredContext { time: at(20_000), not_after: at(19_000) }),
            certificate(CertificateError::NotValidYetContext { time: at(19_000), not_before: at(20_000) }),
            certificate(CertificateError::NotValidForNameContext { expected: name, presented }),
            certificate(CertificateError::Revoked),
            why(&Error::AlertReceived(AlertDescription::ProtocolVersion)),
            why(&Error::AlertReceived(AlertDescription::UnrecognisedName)),
        ];
        let expected = [
            UNTRUSTED,
            "its certificate ended on 2022-01-08",
            "its certificate begins on 2024-10-04",
            "its certificate is for another name: example.org, *.example.org",
            "its certificate was revoked",
            "it speaks no form of TLS that is safe (1.2 or 1.3)",
            "it has no certificate for this name",
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn what_holds_no_certificate_is_no_authority() {
        for pem in ["", "text", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
            assert!(Authorities::of(pem.as_bytes()).is_none(), "{pem}");
        }
    }
}
