import Requirements
import Tables
import Workforce

/// The calculator on any numbers, as a command line may give them: it answers, or says which is out of range.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzValues(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard bytes.count >= 2 else { return 0 }
  let numbers = (0..<9).map { index -> Double in
    let piece = bytes.dropFirst(2 + index * 8).prefix(8)
    return Double(bitPattern: piece.reduce(0) { $0 << 8 | UInt64($1) })
  }
  // A bit of the first two bytes says whether a part is given at all.
  let given = Int(bytes[0]) | Int(bytes[1]) << 8
  func part(_ index: Int) -> Double? { given >> index & 1 == 1 ? numbers[index] : nil }
  let target = ServiceTarget(
    serviceLevel: part(4), withinSeconds: numbers[5], meanWait: part(6), maximumOccupancy: part(7),
    maximumAbandonment: part(8))
  let chat = given >> 9 & 1 == 1
  // Large staffs take their time, which is nothing to be found out here.
  guard abs(numbers[0]) < 1e5 || given & 1 == 0, abs(numbers[2]) < 1e5 || given >> 2 & 1 == 0 else { return 0 }
  let question = ErlangQuestion(
    contacts: part(0), handleTime: part(1), agents: part(2), patience: part(3),
    concurrentHandleTimes: chat ? [1, 1, 1] : nil, waitingRoom: given >> 10 & 1 == 1 ? 10 : nil, target: target)
  do throws(Diagnostic) {
    let answer = try question.answer()
    precondition(answer.requiredAgents >= 0)
  } catch {
    precondition(!error.message.isEmpty && !error.code.isEmpty && error.kind != .internal)
  }
  return 0
}
