internal import Foundation
public import Tables

/// The rules of every zone by one source. Zones that have been built are kept, so that a file which names one of them for a
/// thousand people builds its table once.
public struct ZoneRules: Sendable {
  public let source: ZoneSource
  private let table: @Sendable (String) throws(Diagnostic) -> (starts: [Int], offsets: [Int])?
  private let shelf = ZoneShelf()

  /// Those inside Foundation.
  public static let foundation = ZoneRules()

  private init() {
    source = ZoneSource(kind: .foundation, folder: nil, release: ZoneRelease(TimeZone.timeZoneDataVersion))
    table = { identifier in
      guard let zone = TimeZone(identifier: identifier) else { return nil }
      return Zone.table(firstSecond: 631_152_000, lastSecond: 2_840_140_800) { second in
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
      }
    }
  }

  /// Those of a folder of TZif files.
  /// - Throws: `zone.folder` (missing input) where there is no such folder.
  public init(folder path: String, kind: ZoneSource.Kind) throws(Diagnostic) {
    let folder = try ZoneFolder(path)
    source = ZoneSource(kind: kind, folder: folder.path, release: folder.release)
    table = { identifier throws(Diagnostic) in try folder.zone(identifier)?.table() }
  }

  /// Looks the zone up and builds its table once, which takes about a millisecond from Foundation and much less from a
  /// file.
  /// - Returns: nil where this source has no zone of that name.
  /// - Throws: `zone.file` where its file can't be used.
  public func zone(_ identifier: String) throws(Diagnostic) -> Zone? {
    if let known = shelf.answer(to: identifier) { return known }
    let zone = try table(identifier).map {
      Zone(identifier: identifier, starts: $0.starts, offsets: $0.offsets, source: source)
    }
    shelf.keep(zone, to: identifier)
    return zone
  }

  /// Names to propose for a misspelt one.
  static var knownNames: [String] { TimeZone.knownTimeZoneIdentifiers }
}
