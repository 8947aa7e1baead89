internal import Calendars
internal import Tables

/// Warnings by severity, each with its place and what to do, and what was taken for granted.
func warningsSection(_ context: ReportContext) -> HTML {
  let order: [Diagnostic.Severity] = [.error, .warning, .note]
  let items = order.flatMap { severity in
    context.plan.warnings.filter { $0.severity == severity }.map { warning -> HTML in
      let place: HTML = warning.position.map { " <code>\($0.description)</code>" } ?? ""
      let cure: HTML = warning.cure.map { " <span class=\"cure\">\(withCode($0))</span>" } ?? ""
      return """
        <li class="\(severity.rawValue)"><b>\(ReportText.severity(severity))</b> \
        <span>\(withCode(sentence(warning.message)))\(place)\(cure)</span></li>

        """
    }
  }
  let list: HTML =
    items.isEmpty ? "<p class=\"good\">\(ReportText.noWarnings)</p>" : "<ul class=\"warnings\">\(items)</ul>"
  let assumed = context.plan.assumptions.map { "<li>\(withCode(sentence($0)))</li>" as HTML }
  return """
    <section id="warnings" class="part"><h2>\(ReportText.warningsHeading)</h2>
    \(list)
    <h3>\(ReportText.assumptionsHeading)</h3><ul class="assumptions">\(assumed)</ul></section>

    """
}

/// With a capital and a full stop, as a sentence stands on a page.
private func sentence(_ text: String) -> String {
  guard let last = text.last else { return text }
  let upper = text.prefix(1).uppercased() + text.dropFirst()
  return ".!?…".contains(last) ? upper : upper + "."
}

/// Text between back quotes as code, the way messages name columns and commands.
private func withCode(_ text: String) -> HTML {
  let parts = text.split(separator: "`", omittingEmptySubsequences: false)
  guard parts.count % 2 == 1 else { return "\(text)" }
  return parts.enumerated().reduce(into: HTML()) { html, part in
    html += part.offset % 2 == 0 ? "\(part.element)" : "<code>\(part.element)</code>"
  }
}
