/// The names under which systems write the columns of tickets and calls, in English and nine more languages, compared
/// as `PlainText.key` makes them.
enum TicketWords {
  static let created = ColumnPurpose(
    "created",
    [
      "created_at", "created_local", "created_utc", "created", "created time", "create date", "created date",
      "creation date", "date created", "creation time", "created on", "opened_at", "opened", "opened on",
      "date/time opened", "open date", "submitted at", "submitted", "arrived_at", "arrival time", "arrival",
      "received at", "received", "received on", "reported date", "sys_created_on", "conversation started at",
      "started at", "chat start", "call start", "call start time", "call started", "calldate", "call date", "call time",
      "date/time start", "start date/time", "call begin", "initiation timestamp", "contact start time", "start time",
      "start", "timestamp", "ts_local", "ts", "datetime", "date/time", "date and time",
      // German
      "erstellt", "erstellt am", "erstellungsdatum", "erstelldatum", "erstellungszeit", "eröffnet", "eröffnet am",
      "angelegt", "angelegt am", "anlagedatum", "eingegangen am", "eingangsdatum", "eingang", "anrufbeginn",
      "gesprächsbeginn", "startzeit", "beginn", "zeitstempel", "zeitpunkt", "datum/uhrzeit", "datum und uhrzeit",
      // Polish, Czech, Slovak
      "utworzono", "utworzone", "data utworzenia", "czas utworzenia", "data zgłoszenia", "zgłoszono", "data otwarcia",
      "data rozpoczęcia", "rozpoczęcie", "początek", "data i godzina", "data i czas", "vytvořeno", "datum vytvoření",
      "čas vytvoření", "založeno", "přijato", "začátek", "začátek hovoru", "datum a čas", "vytvorené",
      "dátum vytvorenia", "čas vytvorenia", "prijaté", "začiatok", "začiatok hovoru", "dátum a čas",
      // French, Spanish, Italian, Portuguese, Dutch
      "créé", "créée", "créé le", "créée le", "date de création", "date création", "date d'ouverture", "ouvert le",
      "reçu le", "date et heure", "date de l'appel", "date d'appel", "heure de début", "début", "horodatage", "creado",
      "creada", "creado el", "fecha de creación", "fecha creación", "fecha de apertura", "abierto el", "fecha y hora",
      "fecha de inicio", "hora de inicio", "inicio", "recibido", "fecha de llamada", "creato", "creato il",
      "data di creazione", "data creazione", "data apertura", "aperto il", "data e ora", "ora di inizio", "inizio",
      "ricevuto", "criado", "criado em", "data de criação", "data criação", "data de abertura", "aberto em",
      "data e hora", "hora de início", "início", "recebido", "aangemaakt", "aangemaakt op", "aanmaakdatum",
      "gemaakt op", "geopend", "ontvangen", "datum en tijd", "starttijd", "begintijd",
    ])
  /// Columns of dates, which need a time of day from another one.
  static let date = ColumnPurpose(
    "date",
    [
      "date", "day", "datum", "tag", "data", "dzień", "den", "dátum", "deň", "jour", "fecha", "día", "giorno", "dia",
      "dag",
    ])
  static let clock = ColumnPurpose(
    "time",
    [
      "time", "start time", "time of day", "hour", "start", "interval", "time interval", "interval start", "period",
      "half hour", "from", "created time", "call time", "arrival time", "uhrzeit", "zeit", "stunde", "startzeit",
      "beginn", "intervall", "zeitraum", "von", "godzina", "czas", "przedział", "okres", "čas", "hodina", "začátek",
      "začiatok", "heure", "heure de début", "intervalle", "tranche horaire", "créneau", "hora", "hora de inicio",
      "intervalo", "franja", "ora", "orario", "intervallo", "fascia oraria", "hora de início", "tijd", "tijdstip",
      "uur", "starttijd",
    ])
  /// The time of a version: its last change, of whatever kind.
  static let updated = ColumnPurpose(
    "updated",
    [
      "generated_timestamp", "updated_at", "updated", "updated time", "updated date", "updated on", "update date",
      "update time", "last updated", "last updated at", "last updated on", "last updated time", "last updated date",
      "last update", "last update time", "last modified", "last modified at", "last modified on", "last modified date",
      "last modified time", "modified", "modified at", "modified on", "modified time", "modified date", "date updated",
      "date modified", "sys_updated_on",
      // German
      "aktualisiert", "aktualisiert am", "zuletzt aktualisiert", "zuletzt aktualisiert am", "letzte aktualisierung",
      "geändert", "geändert am", "zuletzt geändert", "zuletzt geändert am", "letzte änderung", "änderungsdatum",
      // Polish, Czech, Slovak
      "zaktualizowano", "data aktualizacji", "ostatnia aktualizacja", "zmodyfikowano", "data modyfikacji",
      "ostatnia modyfikacja", "aktualizováno", "datum aktualizace", "poslední aktualizace", "naposledy upraveno",
      "aktualizované", "dátum aktualizácie", "posledná aktualizácia", "naposledy upravené",
      // French, Spanish, Italian, Portuguese, Dutch
      "mis à jour", "mis à jour le", "mise à jour", "date de mise à jour", "dernière mise à jour", "modifié le",
      "dernière modification", "date de modification", "actualizado", "actualizada", "actualizado el",
      "fecha de actualización", "última actualización", "fecha de modificación", "última modificación", "aggiornato",
      "aggiornato il", "data aggiornamento", "data di aggiornamento", "ultimo aggiornamento", "ultima modifica",
      "atualizado", "atualizado em", "data de atualização", "última atualização", "última modificação", "bijgewerkt",
      "bijgewerkt op", "laatst bijgewerkt", "laatst bijgewerkt op", "laatst gewijzigd", "gewijzigd op",
    ])
  static let id = ColumnPurpose(
    "id",
    [
      "id", "ticket id", "ticket", "ticket number", "case number", "case id", "issue key", "work item key", "number",
      "key", "incident", "conversation id", "chat id", "interaction id", "session id", "call id", "callid", "call uuid",
      "uniqueid", "unique id", "linkedid", "uuid", "ticketnummer", "vorgangsnummer", "vorgang", "fallnummer", "nummer",
      "numer", "numer zgłoszenia", "id zgłoszenia", "číslo", "číslo požadavku", "číslo požiadavky", "numéro",
      "numéro de ticket", "n° ticket", "número", "número de ticket", "id de ticket", "id do ticket",
      "clave de incidencia", "numero ticket", "numero", "ticketnr", "nr",
    ])
  static let queue = ColumnPurpose(
    "queue",
    [
      "queue", "queue id", "queue name", "last queue", "acd queue", "hunt group", "ring group", "warteschlange",
      "kolejka", "fronta", "rad", "file d'attente", "file", "cola", "coda", "fila", "wachtrij",
    ])
  static let channel = ColumnPurpose(
    "channel",
    [
      "channel", "via", "source", "origin", "case origin", "custom field (source)", "campo personalizado (source)",
      "contact type", "contact channel", "channel type", "source type", "media type", "medium", "media", "kanal",
      "kontaktkanal", "kontaktart", "quelle", "herkunft", "kanał", "kanał kontaktu", "źródło", "kanál", "zdroj",
      "canal", "canal de contact", "origine", "source du ticket", "origen", "canal de contacto", "canale", "origem",
      "canal de contato", "kanaal", "bron", "herkomst",
    ])
  static let group = ColumnPurpose(
    "group",
    [
      "group", "team", "assignment group", "assigned group", "team currently assigned", "department", "skill",
      "skill set", "split/skill", "split", "pipeline", "component/s", "components", "group name", "case owner", "inbox",
      "mailbox", "product", "gruppe", "abteilung", "grupa", "dział", "zespół", "skupina", "oddělení", "tým", "tím",
      "oddelenie", "groupe", "équipe", "service", "grupo", "equipo", "departamento", "gruppo", "squadra", "reparto",
      "equipe", "groep", "afdeling",
    ])
  static let language = ColumnPurpose(
    "language",
    [
      "language", "lang", "locale", "custom field (request language)", "ticket language", "sprache", "język", "jazyk",
      "langue", "idioma", "lingua", "taal",
    ])
  static let status = ColumnPurpose(
    "status",
    [
      "status", "ticket status", "state", "case status", "current conversation state", "zustand", "stan", "stav",
      "état", "statut", "estado", "stato",
    ])
  static let tags = ColumnPurpose("tags", "tags", "labels", "schlagworte", "tagi", "štítky", "étiquettes", "etiquetas")
  static let direction = ColumnPurpose(
    "direction",
    [
      "direction", "call direction", "richtung", "anrufrichtung",
      "kierunek", "směr", "smer", "sens", "sens de l'appel", "dirección", "sentido", "direzione", "direção", "richting",
    ])
  /// Columns that may say a direction, and may say something else.
  static let likelyDirection = ColumnPurpose("direction", "conversation source", "started by", "call type")
  /// Columns of any kind, which say a direction where most of their cells do.
  static let kind = ColumnPurpose("direction", "type", "typ", "art", "tipo", "record type", "kind")
  static let segment = ColumnPurpose("segment", "segment", "segment number", "leg", "call leg", "segment id")
  static let spam = ColumnPurpose("spam", "spam", "is spam", "isspam")
  static let closedWhenCreated = ColumnPurpose("closed when created", "closed when created", "isclosedoncreate")
  static let answeredByBot = ColumnPurpose("answered by a bot", "fin ai agent deflected", "bot deflected")
  static let handleTime = ColumnPurpose(
    "handle time",
    [
      "handle time", "handle_seconds", "handle_time_s", "handle time (seconds)", "handling_time", "handle_s",
      "handle_minutes", "handle_time_minutes", "handle_min", "aht", "aht_s", "aht_seconds", "handling time (seconds)",
      "average handle time", "avg handle time", "mean handle time", "adjusted handling time", "total handle time",
      "billsec", "talk time", "talktime", "talk_seconds", "talk duration", "conversation time", "bearbeitungszeit",
      "bearbeitungsdauer", "gesprächsdauer", "gesprächszeit", "czas obsługi", "czas rozmowy", "czas trwania rozmowy",
      "délka hovoru", "doba hovoru", "dĺžka hovoru", "durée de traitement", "durée de l'appel", "durée d'appel",
      "durée de conversation", "tiempo de gestión", "tiempo de conversación", "duración de la llamada",
      "tempo di gestione", "tempo di conversazione", "durata chiamata", "tempo de atendimento", "duração da chamada",
      "afhandeltijd", "gespreksduur", "call duration", "call length", "duration", "dauer", "czas trwania", "délka",
      "doba trvání", "trvanie", "dĺžka", "durée", "duración", "durata", "duração", "duur",
    ])
  static let trackedTime = ColumnPurpose(
    "tracked time",
    [
      "tracked time", "time tracked", "time spent", "time spent (seconds)", "tracked_seconds", "tracked_minutes",
      "total time spent (sec)", "timespent", "erfasste zeit", "zeitaufwand", "czas pracy", "temps passé",
      "tiempo empleado", "tempo impiegato", "tempo gasto", "bestede tijd",
    ])
  static let replies = ColumnPurpose("replies", "replies", "agent interactions", "agent replies")

  // MARK: - Counts

  static let start = ColumnPurpose(
    "start",
    [
      "ts_local", "ts_utc", "start_local", "start_utc", "start", "interval start utc date", "interval start",
      "start time", "ts", "timestamp", "datetime", "date/time", "date and time", "interval", "hour", "datum/uhrzeit",
      "fecha y hora", "data e ora", "data e hora", "data i godzina", "date et heure",
    ])
  static let contacts = ColumnPurpose(
    "contacts",
    [
      "contacts", "calls", "offered", "count", "volume", "contacts offered", "calls offered", "offered calls",
      "arrivals", "tickets", "count of calls", "number of calls", "call count", "call volume", "calls received",
      "inbound calls", "incoming calls", "incoming contact volume", "contact volume", "number of tickets",
      "tickets created", "anzahl", "anrufe", "anzahl anrufe", "angebotene anrufe", "eingehende anrufe",
      "liczba połączeń", "połączenia", "liczba zgłoszeń", "počet", "počet hovorů", "hovory", "počet hovorov", "appels",
      "nombre d'appels", "appels reçus", "appels présentés", "llamadas", "número de llamadas", "llamadas recibidas",
      "llamadas ofrecidas", "chiamate", "numero di chiamate", "chiamate ricevute", "chiamate offerte", "chamadas",
      "número de chamadas", "chamadas recebidas", "chamadas oferecidas", "aantal", "gesprekken", "oproepen",
      "aangeboden gesprekken",
    ])
  /// Words for a count of contacts that may be something else where they hold no numbers, or where rows have ids.
  static let likelyContacts = ColumnPurpose(
    "contacts",
    [
      "total calls", "calls total", "total contacts", "total tickets", "total conversations", "total interactions",
      "total chats", "total volume", "total inbound", "received", "contacts received", "tickets received",
      "chats received", "emails received", "conversations", "number of conversations", "number of contacts",
      "number of chats", "number of interactions", "conversations started", "new conversations", "new tickets",
      "incoming", "inbound", "inbound contacts", "incoming contacts", "interactions", "interactions offered", "entered",
      "calls entered", "presented", "calls presented", "offered contacts", "chats", "chats offered", "emails",
      "tickets opened", "ticket count", "contact count", "no. of calls", "no of calls", "# calls", "nco",
      // German
      "angeboten", "angebotene gespräche", "angebotene kontakte", "anrufe gesamt", "gesamtanrufe", "gesamtzahl anrufe",
      "gesamt", "eingehend", "eingegangen", "eingänge", "kontakte", "gespräche", "anzahl gespräche", "anzahl kontakte",
      "anzahl tickets", "anzahl vorgänge", "vorgänge", "anzahl chats", "anzahl e-mails",
      // Polish, Czech, Slovak
      "wszystkie połączenia", "połączenia przychodzące", "przychodzące", "liczba kontaktów", "liczba rozmów",
      "liczba wiadomości", "celkem hovorů", "příchozí hovory", "příchozí", "počet kontaktů", "prichádzajúce hovory",
      "prichádzajúce", "počet kontaktov",
      // French, Spanish, Italian, Portuguese, Dutch
      "total des appels", "total appels", "appels entrants", "appels offerts", "nombre de contacts",
      "total de llamadas",
      "total llamadas", "llamadas entrantes", "entrantes", "número de contactos", "totale chiamate",
      "chiamate in entrata", "numero di contatti", "total de chamadas", "chamadas de entrada", "número de contatos",
      "totaal", "totaal gesprekken", "inkomende gesprekken", "aantal gesprekken", "aantal contacten",
    ])
  /// Contacts that gave up, beside those that were answered.
  static let abandoned = ColumnPurpose(
    "abandoned",
    [
      "abandoned", "calls abandoned", "abandoned calls", "abandons", "abandon", "abn calls", "aban calls", "lost",
      "lost calls", "calls lost", "missed", "missed calls", "calls missed", "unanswered", "unanswered calls",
      "not answered", "calls not answered", "abandoned contacts", "abandoned chats", "aufgelegt", "aufgelegte anrufe",
      "verloren", "verlorene anrufe", "abgebrochen", "abgebrochene anrufe", "nicht angenommen",
      "nicht angenommene anrufe", "verpasst", "verpasste anrufe", "porzucone", "porzucone połączenia", "nieodebrane",
      "nieodebrane połączenia", "utracone", "ztracené", "nepřijaté", "zmeškané", "stratené", "neprijaté",
      "zmeškané hovory",
      "abandonnés", "appels abandonnés", "perdus", "appels perdus", "abandonadas", "llamadas abandonadas", "perdidas",
      "llamadas perdidas", "no atendidas", "abbandonate", "chiamate abbandonate", "perse", "chiamate perse",
      "chamadas abandonadas", "não atendidas", "verlaten", "opgehangen", "gemist", "gemiste oproepen", "onbeantwoord",
    ])
  /// Contacts whose handle time the total holds.
  static let handled = ColumnPurpose(
    "handled",
    [
      "interactions handled", "handled", "timed_contacts", "calls handled", "answered", "calls answered",
      "answered calls", "acd calls", "total answered", "chats answered", "contacts answered", "angenommen",
      "angenommene anrufe", "odebrane", "odebrane połączenia", "přijaté",
      "prijaté", "répondus", "appels répondus", "atendidas", "llamadas atendidas", "risposte", "chiamate risposte",
      "chamadas atendidas", "beantwoord",
    ])
  static let handleTotal = ColumnPurpose(
    "total handle time",
    [
      "total handle time", "total handle time (seconds)", "handle_seconds", "total_handle_seconds",
      "total handling time", "total talk time",
    ])
  static let countGroup = ColumnPurpose(
    "group",
    [
      "group", "team", "skill set", "skill", "split/skill", "department", "site", "location", "site name", "standort",
      "lokalizacja", "lokalita", "pobočka", "sitio", "ubicación", "sede", "locatie",
    ])
}
