internal import Dispatch
internal import Foundation
internal import GLPKBridge
internal import Synchronization

/// Runs `work` on a thread of its own and awaits its answer: for solves that keep a core busy, and because GLPK's
/// memory belongs to a thread. What GLPK holds there is freed at the end. Never abandoned: to stop it early, raise a
/// `StopFlag` that `work` reads, and go on awaiting.
/// - Parameter stackBytes: stack of the thread.
public func onOwnThread<T: Sendable, Failure: Error>(
  stackBytes: Int = 16 << 20, _ work: @escaping @Sendable () throws(Failure) -> T
) async throws(Failure) -> T {
  let result = await withCheckedContinuation { (continuation: CheckedContinuation<Result<T, Failure>, Never>) in
    start(stackBytes: stackBytes) { continuation.resume(returning: capture(work)) }
  }
  return try result.get()
}

/// The same for callers that are not asynchronous: blocks the calling thread until the answer is there.
public func blockingOnOwnThread<T: Sendable, Failure: Error>(
  stackBytes: Int = 16 << 20, _ work: @escaping @Sendable () throws(Failure) -> T
) throws(Failure) -> T {
  let answer = Answer<Result<T, Failure>>()
  start(stackBytes: stackBytes) { answer.give(capture(work)) }
  return try answer.wait().get()
}

private func capture<T, Failure: Error>(_ work: () throws(Failure) -> T) -> Result<T, Failure> {
  do throws(Failure) {
    return .success(try work())
  } catch {
    return .failure(error)
  }
}

private func start(stackBytes: Int, _ body: @escaping @Sendable () -> Void) {
  let thread = Thread {
    body()
    rota_free_environment()
  }
  thread.stackSize = stackBytes
  thread.start()
}

/// A value that one thread gives and another waits for.
private final class Answer<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)
  private let given = DispatchSemaphore(value: 0)

  func give(_ answer: Value) {
    value.withLock { $0 = answer }
    given.signal()
  }

  func wait() -> Value {
    given.wait()
    guard let answer = value.withLock({ $0 }) else { preconditionFailure("signalled without an answer") }
    return answer
  }
}
