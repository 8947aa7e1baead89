public import Tables
internal import Synchronization

/// Zones that have been built, so that a file which names one of them for a thousand people builds its table once.
/// Whoever decodes such a file puts a shelf into the decoder's `userInfo` under `.zoneShelf`.
public final class ZoneShelf: Sendable {
  private let zones = Mutex<[String: Zone]>([:])

  public init() {}

  /// - Throws: `zone.unknown`.
  public func zone(_ identifier: String) throws(Diagnostic) -> Zone {
    if let known = zones.withLock({ $0[identifier] }) { return known }
    let zone = try Zone(identifier)
    zones.withLock { $0[identifier] = zone }
    return zone
  }
}

extension CodingUserInfoKey {
  /// Where `Zone` looks for a `ZoneShelf` when it is decoded.
  public static let zoneShelf = CodingUserInfoKey(rawValue: "rota.zone-shelf")
}
