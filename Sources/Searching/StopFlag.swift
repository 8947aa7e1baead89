internal import Synchronization

/// A request to stop, raised by Ctrl-C or a deadline, read by every loop that takes long. Raising it is final.
public final class StopFlag: Sendable {
  private let raised = Atomic<Bool>(false)

  public init() {}
  public var isRaised: Bool { raised.load(ordering: .relaxed) }
  public func raise() { raised.store(true, ordering: .relaxed) }
}
