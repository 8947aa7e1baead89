import Foundation
import Searching
import Testing

@testable import rota

@Suite("Ctrl-C")
struct InterruptionTests {
  @Test("the first asks to stop") func first() async {
    await #expect(processExitsWith: .exitCode(75)) {
      let flag = StopFlag()
      #expect(Interruption.raise(flag) {})
      kill(getpid(), SIGINT)
      for _ in 0..<5000 where !flag.isRaised { usleep(1000) }
      exit(flag.isRaised ? 75 : 1)
    }
  }

  @Test("a polite kill counts as the first") func polite() async {
    await #expect(processExitsWith: .exitCode(75)) {
      let flag = StopFlag()
      Interruption.raise(flag) {}
      kill(getpid(), SIGTERM)
      for _ in 0..<5000 where !flag.isRaised { usleep(1000) }
      exit(flag.isRaised ? 75 : 1)
    }
  }

  @Test("the second quits at once, by the signal") func second() async {
    await #expect(processExitsWith: .signal(SIGINT)) {
      let flag = StopFlag()
      Interruption.raise(flag) {}
      kill(getpid(), SIGINT)
      for _ in 0..<5000 where !flag.isRaised { usleep(1000) }
      kill(getpid(), SIGINT)
      // Busy, as a search is.
      for _ in 0..<5000 { usleep(1000) }
      exit(1)
    }
  }

  @Test("a write into a closed pipe is an error, not the end") func closedPipe() async {
    await #expect(processExitsWith: .exitCode(3)) {
      Interruption.ignoreFailedWrites()
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0 else { exit(1) }
      close(ends[0])
      var byte: UInt8 = 1
      exit(write(ends[1], &byte, 1) == -1 && errno == EPIPE ? 3 : 1)
    }
  }
}
