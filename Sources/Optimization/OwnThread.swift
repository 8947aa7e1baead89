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
  try blockingOnOwnThreads(count: 1, threads: 1, stackBytes: stackBytes) { _ throws(Failure) in try work() }[0]
}

/// Runs `work` for 0..<count, up to `threads` at a time, each thread with GLPK memory of its own; blocks until all are done.
/// - Returns: the answers in order, whichever thread gave them.
/// - Throws: the failure of the first in order that failed.
public func blockingOnOwnThreads<T: Sendable, Failure: Error>(
  count: Int, threads: Int, stackBytes: Int = 16 << 20, _ work: @escaping @Sendable (Int) throws(Failure) -> T
) throws(Failure) -> [T] {
  guard count > 0 else { return [] }
  let answers = Mutex<[Int: Result<T, Failure>]>([:])
  let next = Mutex(0)
  let done = DispatchSemaphore(value: 0)
  let workers = max(1, min(threads, count))
  for _ in 0..<workers {
    start(stackBytes: stackBytes) {
      while true {
        let index = next.withLock { next in
          defer { next += 1 }
          return next
        }
        guard index < count else { break }
        let answer = capture { () throws(Failure) in try work(index) }
        answers.withLock { $0[index] = answer }
      }
      done.signal()
    }
  }
  for _ in 0..<workers { done.wait() }
  var results: [T] = []
  for index in 0..<count {
    guard let answer = answers.withLock({ $0[index] }) else { preconditionFailure("a thread ended without an answer") }
    results.append(try answer.get())
  }
  return results
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
