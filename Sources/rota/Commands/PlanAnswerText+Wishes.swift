internal import Planning
internal import Words

extension PlanAnswerText {
  /// Wishes met, and each other one with what stands against it.
  func text(_ answer: WishReport) -> String {
    guard answer.asked > 0 || !answer.unmet.isEmpty else { return "Nobody has a wish in this plan.\n" }
    var lines = ["\(words.whole(answer.met)) of \(words.whole(answer.asked)) wishes are met."]
    if !answer.unmet.isEmpty {
      lines.append(
        "What the others would cost, everybody else as they are (exact); the price of the wish is taken off:")
    }
    for wish in answer.unmet {
      lines += ["", "\(wish.name) (\(wish.person)), \(words.day(wish.date)): \(wish.wish). \(standing(wish))"]
      if let way = wish.way {
        lines.append("  It would cost \(price(way.cost)).")
        lines += changes(way, wish.person)
      } else {
        lines.append(
          wish.forbiddenBy.isEmpty
            ? "  No duties of theirs were found that meet it." : "  It \(impossible(wish.forbiddenBy))")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func standing(_ wish: UnmetWish) -> String {
    wish.duty.map { "They work \($0.words)." } ?? "The duty before the plan reaches into it."
  }
}
