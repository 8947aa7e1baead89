internal import Searching
internal import Synchronization

/// When the search first had a whole rota.
final class FirstRota: Sendable {
  private let found = Mutex<Double?>(nil)

  var seconds: Double? { found.withLock { $0 } }

  func note(_ progress: SearchProgress) { found.withLock { $0 = $0 ?? progress.elapsed } }
}
