internal import Synchronization

/// Zones that have been built, by name; for any number of threads.
final class ZoneShelf: Sendable {
  private let zones = Mutex<[String: Zone]>([:])

  subscript(identifier: String) -> Zone? {
    get { zones.withLock { $0[identifier] } }
    set { zones.withLock { $0[identifier] = newValue } }
  }
}
