/// How each page of this module begins, up to the start of its body: language, width on a phone, light and dark, the
/// report's style and whatever the page adds to it.
///
/// - Parameters:
///   - title: what the browser's tab says.
///   - tool: program and version that made the page; nil leaves them out.
///   - style: sheets of this module, after the report's own.
func pageHead(title: String, tool: String?, style: String = "", language: String = ReportText.language) -> HTML {
  let generator = tool.map { "<meta name=\"generator\" content=\"\($0)\">\n" as HTML }
  return """
    <!doctype html>
    <html lang="\(language)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    \(generator)<title>\(title)</title>
    <style>\(HTML(trusted: ReportStyle.sheet + style))</style>
    </head>
    <body>
    """
}
