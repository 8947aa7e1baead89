internal import Synchronization

/// What became of the names that were asked for: zones that have been built, and nil for names that there are none of; for
/// any number of threads.
final class ZoneShelf: Sendable {
  private let zones = Mutex<[String: Zone?]>([:])

  /// Nil for a name that wasn't asked for yet.
  func answer(to identifier: String) -> Zone?? { zones.withLock { $0[identifier] } }

  func keep(_ answer: Zone?, to identifier: String) { zones.withLock { $0[identifier] = .some(answer) } }
}
