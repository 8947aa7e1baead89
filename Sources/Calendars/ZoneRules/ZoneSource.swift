/// Where zone rules come from: a folder of TZif files, or the toolchain's Foundation.
public struct ZoneSource: Hashable, Codable, Sendable {
  /// Who named the folder. The order is that in which a name counts.
  public enum Kind: String, Codable, Sendable {
    /// `--zone-rules DIR`.
    case option
    /// `zoneRules` in `rota.json`.
    case setting
    /// The environment variable `TZDIR`.
    case environment
    /// The system's own folder, which nobody has to name.
    case system
    /// Inside Foundation, which comes with the program.
    case foundation

    var isNamed: Bool { self == .option || self == .setting || self == .environment }
  }

  public var kind: Kind
  /// The folder's absolute path; nil for Foundation.
  public var folder: String?
  /// Nil where the folder doesn't say.
  public var release: ZoneRelease?

  /// `/usr/share/zoneinfo`, or `Foundation`.
  public var place: String { folder ?? "Foundation" }

  /// `2026f`, or `unknown`.
  public var releaseText: String { release?.description ?? "unknown" }

  /// `/usr/share/zoneinfo (2026f)`.
  public var words: String { "\(place) (\(release?.description ?? "release unknown"))" }

  /// `named by --zone-rules`; nil where nobody named it.
  public var namedBy: String? {
    switch kind {
    case .option: "named by --zone-rules"
    case .setting: "named by 'zoneRules' in rota.json"
    case .environment: "named by TZDIR"
    case .system, .foundation: nil
    }
  }

  /// Whether its rules are older than those of `other`. A release that is unknown counts as the oldest.
  public func isOlder(than other: ZoneSource) -> Bool {
    guard let theirs = other.release else { return false }
    return release.map { $0 < theirs } ?? true
  }
}
