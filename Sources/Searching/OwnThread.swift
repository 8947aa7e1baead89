internal import Dispatch
internal import PlatformBridge
internal import Synchronization

/// Runs `work` on a thread of its own and awaits its answer: for solves that keep a core busy, and because GLPK's
/// memory belongs to a thread. What GLPK holds there is freed at the end. Never abandoned: to stop it early, raise a
/// `StopFlag` that `work` reads, and go on awaiting. Where the system has no thread to give, the caller's does the work.
/// - Parameter stackBytes: stack of the thread.
public func onOwnThread<T: Sendable, Failure: Error>(
  stackBytes: Int = 16 << 20, _ work: @escaping @Sendable () throws(Failure) -> T
) async throws(Failure) -> T {
  let result = await withCheckedContinuation { (continuation: CheckedContinuation<Result<T, Failure>, Never>) in
    let isStarted = startOwnThread(stackBytes: stackBytes) { continuation.resume(returning: capture(work)) }
    if !isStarted { continuation.resume(returning: capture(work)) }
  }
  return try result.get()
}

/// The same for callers that are not asynchronous: blocks the calling thread until the answer is there.
public func blockingOnOwnThread<T: Sendable, Failure: Error>(
  stackBytes: Int = 16 << 20, _ work: @escaping @Sendable () throws(Failure) -> T
) throws(Failure) -> T {
  try blockingOnOwnThreads(count: 1, threads: 1, stackBytes: stackBytes) { _ throws(Failure) in try work() }[0]
}

/// Runs `work` for 0..<count, up to `threads` at a time, each thread with GLPK memory of its own; blocks until all are
/// done. Where the system gives fewer threads, those there are do the work; where it gives none, the caller's does.
/// - Returns: the answers in order, whichever thread gave them.
/// - Throws: the failure of the first in order that failed.
public func blockingOnOwnThreads<T: Sendable, Failure: Error>(
  count: Int, threads: Int, stackBytes: Int = 16 << 20, _ work: @escaping @Sendable (Int) throws(Failure) -> T
) throws(Failure) -> [T] {
  guard count > 0 else { return [] }
  let answers = Mutex<[Int: Result<T, Failure>]>([:])
  let next = Mutex(0)
  let done = DispatchSemaphore(value: 0)
  let run: @Sendable () -> Void = {
    while true {
      let index = next.withLock { next in
        defer { next += 1 }
        return next
      }
      guard index < count else { break }
      let answer = capture { () throws(Failure) in try work(index) }
      answers.withLock { $0[index] = answer }
    }
  }
  var workers = 0
  while workers < max(1, min(threads, count)) {
    let isStarted = startOwnThread(stackBytes: stackBytes) {
      run()
      done.signal()
    }
    guard isStarted else { break }
    workers += 1
  }
  if workers == 0 { run() }
  for _ in 0..<workers { done.wait() }
  var results: [T] = []
  for index in 0..<count {
    guard let answer = answers.withLock({ $0[index] }) else { preconditionFailure("a thread ended without an answer") }
    results.append(try answer.get())
  }
  return results
}

/// Starts a thread that runs `body` and then gives back what GLPK holds for it.
///
/// Asks the system itself: Foundation's `Thread` and Dispatch say nothing, or try for ever, when no thread can be made.
/// - Returns: false where the system has no thread to give, for lack of memory or by a limit on processes; `body` is not
///   run then.
public func startOwnThread(stackBytes: Int = 16 << 20, _ body: @escaping @Sendable () -> Void) -> Bool {
  let work = Unmanaged.passRetained(ThreadBody(run: body))
  let code = rota_start_thread(
    stackBytes,
    { context in
      if let context { Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run() }
    }, work.toOpaque())
  if code != 0 { work.release() }
  return code == 0
}

private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void

  init(run: @escaping @Sendable () -> Void) { self.run = run }
}

private func capture<T, Failure: Error>(_ work: () throws(Failure) -> T) -> Result<T, Failure> {
  do throws(Failure) {
    return .success(try work())
  } catch {
    return .failure(error)
  }
}
