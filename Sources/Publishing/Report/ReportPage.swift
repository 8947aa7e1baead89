/// The report: one self-contained HTML page.
public func reportPage(_ plan: PlanDocument) -> String { "<!doctype html>" }
