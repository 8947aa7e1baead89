internal import Calendars
internal import Foundation
public import Tables

/// `plan.json`: keys in alphabetical order, one duty a line, numbers such that reading gives the same bits.
/// - Throws: `plan.not-finite` when a figure of the plan is not a number (JSON cannot hold it).
public func planJSON(_ plan: PlanDocument) throws(Diagnostic) -> [UInt8] {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  do {
    return JSONLayout.laidOut([UInt8](try encoder.encode(plan)))
  } catch EncodingError.invalidValue(let value, let context) {
    throw Diagnostic(
      "plan.not-finite", "\(dottedPath(context.codingPath)) is \(value), which a plan cannot hold",
      cure: "This is a fault of the program; please report it with the project.", kind: .internal)
  } catch {
    throw Diagnostic("plan.not-written", "the plan cannot be written as JSON: \(error)", kind: .internal)
  }
}

/// Reads what `planJSON` wrote, and checks what every output relies on.
/// - Parameter file: how messages name it.
/// - Throws: `plan.empty`, `plan.not-json`, `plan.not-a-plan`, `plan.schema`, `plan.missing-field`, `plan.bad-value`,
///   `plan.inconsistent`, each with the place inside the file.
public func readPlan(_ bytes: [UInt8], file: String) throws(Diagnostic) -> PlanDocument {
  let cure = "Run `rota plan` again to write a fresh one."
  let reader = DocumentReader(
    bytes, file: file, code: "plan", expected: "a plan as `rota plan` writes it", cure: cure)
  try reader.checkText()
  var plan: PlanDocument
  do { plan = try reader.decode(PlanDocument.self) } catch {
    // A newer plan may well lack a field of today's, and the version is what its reader must hear.
    try checkHeader(reader, file: file, cure: cure)
    throw error
  }
  if plan.schema != PlanDocument.currentSchema { try checkHeader(reader, file: file, cure: cure) }
  plan.result.bringGapUpToDate()
  if let fault = fault(in: plan) {
    throw Diagnostic(
      "plan.inconsistent", fault.message, at: SourcePosition(file: "\(file): \(fault.path)"), cure: cure)
  }
  return plan
}

/// - Throws: `plan.not-json`, `plan.not-a-plan`, `plan.schema`.
private func checkHeader(_ reader: DocumentReader, file: String, cure: String) throws(Diagnostic) {
  let header: PlanHeader
  do { header = try reader.decode(PlanHeader.self) } catch  where error.code != "plan.not-json" {
    throw Diagnostic(
      "plan.not-a-plan", "the file is JSON but has no number `schema`; expected a plan as `rota plan` writes it",
      at: SourcePosition(file: file), cure: "Name the plan.json of a plan's folder.")
  }
  guard header.schema == PlanDocument.currentSchema else {
    throw Diagnostic(
      "plan.schema",
      "the plan has schema \(header.schema); this program reads schema \(PlanDocument.currentSchema)",
      at: SourcePosition(file: "\(file): schema"),
      cure: header.schema > PlanDocument.currentSchema ? "Use the newer program that wrote it, or plan again." : cure)
  }
}

private struct PlanHeader: Decodable { var schema: Int }
