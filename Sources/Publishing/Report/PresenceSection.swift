internal import Plans
internal import Words

/// What the heads required and rostered let customers expect, queue by queue; nothing where no queue counts its heads by
/// chance.
func presenceSection(_ context: ReportContext) -> HTML {
  let queues = context.plan.queues.compactMap { queue -> HTML? in
    PresenceSentences(queue, words: .page, reader: context.zone).map { sentences in
      "<li>\(sentences.all.joined(separator: " "))</li>"
    }
  }
  guard !queues.isEmpty else { return HTML() }
  return """
    <section id="service" class="part"><h2>\(ReportText.presenceHeading)</h2>
    <p class="lead">\(ReportText.presenceLead)</p><ul class="assumptions">\(queues)</ul></section>

    """
}
