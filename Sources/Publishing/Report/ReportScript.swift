/// The page's script: tabs, another zone, what lies under the pointer or the keyboard's cursor, sorting. Optional; no
/// library; text goes into the page as text only. Long for a file: one script, read from its top to its end.
enum ReportScript {
  static let text = #"""

    (() => {
      'use strict';
      const data = JSON.parse(document.getElementById('data').textContent);
      if (!data) return;
      const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
      const fill = (word, values) => data.words[word].replace(/\{(\w+)\}/g, (_, key) => values[key]);
      document.documentElement.classList.add('scripting');
      all('.scripted').forEach(element => { element.hidden = false; });

      // The browser's own tooltip would lie over ours.
      for (const title of all('svg > title')) {
        const description = title.nextElementSibling;
        title.parentNode.setAttribute('aria-label', `${title.textContent}. ${description.textContent}`);
        title.remove();
        description.remove();
      }

      // Time. x is minutes since the grid's start.
      const offset = (zone, x) => {
        let value = data.zones[zone][0][1];
        for (const [from, minutes] of data.zones[zone]) if (from <= x) value = minutes;
        return value;
      };
      const midnight = (zone, day) => {
        let x = day * 1440 - data.start - offset(zone, day * 1440 - data.start);
        return day * 1440 - data.start - offset(zone, x);
      };
      const two = number => String(number).padStart(2, '0');
      const clock = (zone, x) => {
        const minute = (((data.start + x + offset(zone, x)) % 1440) + 1440) % 1440;
        return two(Math.floor(minute / 60)) + ':' + two(minute % 60);
      };
      const hours = minutes => {
        const value = minutes / 60;
        return value >= 100 || minutes % 60 === 0 ? Math.round(value).toLocaleString('en') : value.toFixed(1);
      };
      const dutyEnd = duty => duty[duty.length - 2];

      // The zone in force: a place in data.zones, or −1 for everyone's own.
      let chosen = data.choices[0];
      const zoneOfPerson = person => chosen < 0 ? data.people[person].z : chosen;
      const zoneOfQueue = queue => chosen < 0 ? data.queues[queue].z : chosen;

      const days = all('.day').map(section => ({
        section, day: Number(section.dataset.day), tab: document.querySelector(`.tabs a[href="#${section.id}"]`),
        rows: all('.prow', section).map(row => ({ row, person: Number(row.dataset.person) })),
        resting: section.querySelector('.resting').innerHTML, axis: section.querySelector('.axis .track'),
      }));
      const names = new Map();
      for (const day of days) for (const { row, person } of day.rows) names.set(person, row.querySelector('b').textContent);

      // Tabs.
      const tablist = document.querySelector('.tabs');
      tablist.setAttribute('role', 'tablist');
      for (const day of days) {
        day.tab.setAttribute('role', 'tab');
        day.tab.setAttribute('aria-controls', day.section.id);
        day.section.setAttribute('role', 'tabpanel');
      }
      let current = null;
      const choose = day => {
        current = day;
        for (const other of days) {
          other.section.classList.toggle('away', other !== day);
          other.tab.setAttribute('aria-selected', String(other === day));
          other.tab.tabIndex = other === day ? 0 : -1;
        }
      };
      const byAnchor = anchor => days.find(day => '#' + day.section.id === anchor && !day.section.hidden);
      tablist.addEventListener('keydown', event => {
        const shown = days.filter(day => !day.tab.hidden);
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        const next = shown[(shown.indexOf(current) + step + shown.length) % shown.length];
        choose(next);
        next.tab.focus();
      });
      document.addEventListener('click', event => {
        const link = event.target.closest && event.target.closest('a[href^="#day-"]');
        const day = link && byAnchor(link.getAttribute('href'));
        if (!day) return;
        event.preventDefault();
        choose(day);
        if (!link.closest('.tabs')) {
          history.replaceState(null, '', link.getAttribute('href'));
          document.getElementById('days').scrollIntoView();
          day.tab.focus({ preventScroll: true });
        }
      });

      // Another zone: the same drawing through other windows.
      const openRuns = queue => {
        const runs = [];
        const open = data.queues[queue].open;
        for (let slot = 0; slot < open.length; slot += 1) {
          if (open[slot] !== '1') continue;
          const last = runs[runs.length - 1];
          if (last && last[1] === slot * data.interval) last[1] += data.interval;
          else runs.push([slot * data.interval, (slot + 1) * data.interval]);
        }
        return runs;
      };
      const openSpans = data.queues.map((_, queue) => openRuns(queue));
      const windowOf = () => {
        let from = 1440, to = 0;
        const take = (zone, start, end, whole) => {
          for (const { day } of days) {
            const first = midnight(zone, day), last = midnight(zone, day + 1);
            if (start >= last || end <= first) continue;
            from = Math.min(from, Math.max(0, start - first));
            if (whole) { if (start >= first) to = Math.max(to, end - first); }
            else to = Math.max(to, Math.min(end, last) - first);
          }
        };
        data.people.forEach((person, number) =>
          person.d.forEach(duty => take(zoneOfPerson(number), duty[0], dutyEnd(duty), true)));
        openSpans.forEach((runs, queue) => runs.forEach(run => take(zoneOfQueue(queue), run[0], run[1], false)));
        if (from >= to) { from = 0; to = 1440; }
        return [Math.floor(from / 60) * 60, Math.min(Math.ceil(to / 60) * 60, 2280)];
      };
      const mark = (left, text) => {
        const element = document.createElement('i');
        element.style.left = left + '%';
        if (text) element.textContent = text;
        return element;
      };
      const redraw = () => {
        const [from, to] = windowOf();
        const span = to - from;
        const every = span <= 840 ? 60 : span <= 1560 ? 120 : 180;
        const axisZone = chosen < 0 ? null : chosen;
        for (const day of days) {
          const start = zone => midnight(zone, day.day);
          const end = zone => midnight(zone, day.day + 1);
          const box = zone => `${start(zone) + from} 0 ${span} `;
          let missing = 0;
          all('.qrow', day.section).forEach(row => {
            const queue = Number(row.dataset.queue), zone = zoneOfQueue(queue);
            row.querySelector('svg').setAttribute('viewBox', box(zone) + '144');
            const { need, got } = data.queues[queue];
            const first = Math.max(0, Math.ceil(start(zone) / data.interval));
            for (let slot = first; slot < need.length && slot * data.interval < end(zone); slot += 1)
              missing += Math.max(0, need[slot] - got[slot]) * data.interval;
          });
          let working = 0, starting = 0, paid = 0;
          const here = new Set();
          for (const entry of day.rows) {
            const zone = zoneOfPerson(entry.person), first = start(zone), last = end(zone);
            const duties = data.people[entry.person].d.filter(duty => duty[0] < last && dutyEnd(duty) > first);
            const begun = duties.filter(duty => duty[0] >= first);
            entry.row.hidden = duties.length === 0;
            entry.row.querySelector('svg').setAttribute('viewBox', box(zone) + '10');
            entry.order = duties.length ? duties[0][0] - first : Infinity;
            entry.row.querySelector('.time').textContent = duties.map(duty => duty[0] < first
              ? fill('until', { t: clock(zone, dutyEnd(duty)) })
              : clock(zone, duty[0]) + '–' + clock(zone, dutyEnd(duty))).join(', ');
            if (duties.length) working += 1;
            if (begun.length) { starting += 1; here.add(entry.person); }
            for (const duty of begun) paid += duty[1];
          }
          day.rows.sort((a, b) => a.order - b.order);
          const list = day.section.querySelector('.people');
          day.rows.forEach(entry => list.append(entry.row));
          const open = openSpans.some((runs, queue) => runs.some(run =>
            run[0] < end(zoneOfQueue(queue)) && run[1] > start(zoneOfQueue(queue))));
          day.section.hidden = !(starting || open || inPlan(day));
          day.tab.hidden = day.section.hidden;
          day.section.querySelector('.nobody').hidden = working > 0;
          day.section.querySelector('.sum').textContent = fill('sum', {
            p: starting === 1 ? data.words.onePerson : fill('people', { n: starting }), h: hours(paid),
            s: missing ? fill('sumShort', { h: hours(missing) }) : data.words.sumGood });
          const off = data.people.map((_, person) => person).filter(person => !here.has(person));
          const resting = day.section.querySelector('.resting');
          resting.textContent = '';
          if (off.length) {
            const label = document.createElement('b');
            label.textContent = fill('off', { n: off.length });
            resting.append(label, ' ' + off.map(person => names.get(person)).filter(Boolean).join(', '));
          }
          const length = axisZone === null ? 1440 : end(axisZone) - start(axisZone);
          const left = minute => (minute - from) / span * 100;
          day.axis.textContent = '';
          for (let minute = from; minute <= to; minute += every) {
            const label = mark(left(minute), axisZone === null
              ? two(Math.floor(minute / 60) % 24) + ':00' : clock(axisZone, start(axisZone) + minute));
            label.className = minute === from ? 'first' : minute === to ? 'last' : '';
            day.axis.append(label);
          }
          const overlay = day.section.querySelector('.overlay');
          all('i', overlay).forEach(line => line.remove());
          for (let minute = from; minute <= to; minute += 60) overlay.append(mark(left(minute)));
          let next = overlay.querySelector('.next');
          if (to > length && !next) {
            next = document.createElement('div');
            next.className = 'next';
            overlay.prepend(next);
          }
          if (next) { next.hidden = to <= length; next.style.left = left(length) + '%'; }
        }
        if (current && current.section.hidden) choose(days.find(day => !day.section.hidden));
      };
      const inPlan = day => day.day >= data.first && day.day < data.first + data.days;
      const select = document.getElementById('zone');
      select.addEventListener('change', () => { chosen = data.choices[Number(select.value)]; redraw(); });

      // What lies under the pointer.
      const tip = document.getElementById('tip');
      const cursor = document.createElement('div');
      cursor.className = 'cursor';
      const say = (lines, x, y) => {
        tip.textContent = '';
        lines.forEach((line, number) => {
          const element = document.createElement(number ? 'span' : 'b');
          element.textContent = line;
          tip.append(element);
        });
        tip.hidden = false;
        const box = tip.getBoundingClientRect();
        tip.style.left = Math.max(8, Math.min(x + 14, innerWidth - box.width - 8)) + 'px';
        tip.style.top = (y + box.height + 24 > innerHeight ? y - box.height - 12 : y + 18) + 'px';
      };
      const quiet = () => { tip.hidden = true; cursor.remove(); };
      const queueLines = (queue, x, zone) => {
        const { name, open, need, got, load, level } = data.queues[queue];
        const slot = Math.floor(x / data.interval);
        const time = clock(zone, slot * data.interval) + '–' + clock(zone, (slot + 1) * data.interval);
        if (open[slot] !== '1') return [name, time + ', ' + data.words.closed];
        const net = got[slot] - need[slot];
        const lines = [name, time, `${got[slot]} ${data.words.scheduled}, ${need[slot]} ${data.words.required}` +
          (net ? `, ${Math.abs(net)} ${net < 0 ? data.words.short : data.words.spare}` : '')];
        lines.push(fill('contacts', { n: load[slot] / 10 }));
        if (level[slot] >= 0) lines.push(fill('inTime', { n: Math.round(level[slot] / 10) }));
        return lines;
      };
      const personLines = (person, x) => {
        const zone = zoneOfPerson(person);
        const duty = data.people[person].d.find(duty => duty[0] <= x && x < dutyEnd(duty));
        if (!duty) return null;
        let start = duty[0];
        const lines = [names.get(person)];
        for (let place = 2; place < duty.length; place += 2) {
          if (x < duty[place]) {
            const code = duty[place + 1];
            const what = code >= 0 ? data.queues[code].name
              : [data.words.noQueue, data.words.lunch, data.words.rest, data.words.meeting, data.words.training,
                data.words.oneToOne][-1 - code];
            lines.push(`${clock(zone, start)}–${clock(zone, duty[place])} ${what}`);
            break;
          }
          start = duty[place];
        }
        lines.push(`${clock(zone, duty[0])}–${clock(zone, dutyEnd(duty))}`);
        const own = data.people[person].z;
        if (own !== zone) {
          const times = `${clock(own, duty[0])}–${clock(own, dutyEnd(duty))}`;
          lines.push(fill('own', { t: times, z: data.zoneNames[own] }));
        }
        return lines;
      };
      // The heat map's strip holds the same hours of every day, side by side.
      const heatTime = (heat, x) => {
        const starts = heat.dataset.days.split(' ').map(Number);
        const from = Number(heat.dataset.from), to = Number(heat.dataset.to), gap = Number(heat.dataset.gap);
        const day = Math.floor(x / (to - from + gap));
        const minute = from + x - day * (to - from + gap);
        if (day >= starts.length || minute >= to) return null;
        // The wall clock's minute, not the elapsed one: they differ on the day of a clock change.
        const zone = data.choices[0];
        const at = starts[day] + minute;
        return at + offset(zone, starts[day]) - offset(zone, at);
      };
      const dayAt = x => {
        const zone = data.choices[0];
        const number = Math.floor((data.start + x + offset(zone, x)) / 1440);
        return days.find(day => day.day === number);
      };
      const scene = row => {
        const svg = row.querySelector('svg');
        const [left, , width] = svg.getAttribute('viewBox').split(' ').map(Number);
        return { svg, left, width, rect: svg.getBoundingClientRect() };
      };
      const linesAt = (row, x) => {
        if (row.matches('.prow')) return personLines(Number(row.dataset.person), x);
        const queue = Number(row.dataset.queue);
        if (row.matches('.qrow')) return queueLines(queue, x, zoneOfQueue(queue));
        const time = heatTime(row.closest('.heat'), x);
        if (time === null) return null;
        const lines = queueLines(queue, time, data.choices[0]);
        const day = dayAt(time);
        if (day) lines[1] = day.tab.textContent.trim() + ', ' + lines[1];
        return lines;
      };
      const showAt = (row, x, clientX, clientY) => {
        const lines = linesAt(row, x);
        if (!lines) return quiet();
        const { svg, left, width, rect } = scene(row);
        cursor.style.left = (rect.left - row.getBoundingClientRect().left + (x - left) / width * rect.width) + 'px';
        row.append(cursor);
        say(lines, clientX ?? rect.left + (x - left) / width * rect.width, clientY ?? rect.bottom);
      };
      const selector = '.prow, .qrow, .heat .row[data-queue]';
      document.addEventListener('pointermove', event => {
        const row = event.target.closest && event.target.closest(selector);
        if (!row) return quiet();
        const { left, width, rect } = scene(row);
        if (event.clientX < rect.left || event.clientX > rect.right) return quiet();
        showAt(row, left + (event.clientX - rect.left) / rect.width * width, event.clientX, event.clientY);
      });
      document.addEventListener('scroll', quiet, { passive: true });

      // The keyboard: one stop a list, arrows inside.
      const groups = [...all('.heat'), ...all('.queuerows'), ...all('.people')];
      for (const group of groups) {
        const rows = () => all(selector, group).filter(row => !row.hidden);
        all(selector, group).forEach(row => { row.tabIndex = -1; });
        const first = rows()[0];
        if (first) first.tabIndex = 0;
        group.addEventListener('keydown', event => {
          const row = event.target.closest(selector);
          if (!row) return;
          const list = rows();
          const place = list.indexOf(row);
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            const next = list[place + (event.key === 'ArrowDown' ? 1 : -1)];
            if (next) { row.tabIndex = -1; next.tabIndex = 0; next.focus(); }
          } else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
            const { left, width } = scene(row);
            const step = (event.shiftKey ? 60 : data.interval) * (event.key === 'ArrowRight' ? 1 : -1);
            row.at = Math.max(left, Math.min(left + width - 1, (row.at ?? left) + step));
            showAt(row, row.at);
          } else if (event.key === 'Enter' && group.matches('.heat')) {
            goTo(heatTime(group, row.at ?? 0));
          } else return;
          event.preventDefault();
        });
        group.addEventListener('focusin', event => {
          const row = event.target.closest(selector);
          if (!row || !row.matches(':focus-visible')) return;
          const { left, width } = scene(row);
          if (row.matches('.prow')) {
            const duty = data.people[Number(row.dataset.person)].d.find(duty => dutyEnd(duty) > left && duty[0] < left + width);
            row.at = duty ? Math.max(left, duty[0]) : left;
          } else row.at = row.at ?? left;
          showAt(row, row.at);
        });
        group.addEventListener('focusout', quiet);
      }
      const goTo = x => {
        if (x === null) return;
        const day = dayAt(x);
        if (!day || day.section.hidden) return;
        choose(day);
        document.getElementById('days').scrollIntoView();
        day.tab.focus({ preventScroll: true });
      };
      all('.heat').forEach(heat => heat.addEventListener('click', event => {
        const row = event.target.closest('.row[data-queue]');
        if (!row) return;
        const { left, width, rect } = scene(row);
        goTo(heatTime(heat, left + (event.clientX - rect.left) / rect.width * width));
      }));

      // Sorting the people.
      all('.peopletable thead th').forEach((head, column) => {
        // No <button>: a table head that print repeats on every page would lose it.
        const button = document.createElement('span');
        button.setAttribute('role', 'button');
        button.tabIndex = 0;
        const label = head.firstChild.textContent;
        button.title = fill('sort', { c: label });
        button.append(head.firstChild);
        head.prepend(button);
        let down = column > 1;
        button.addEventListener('keydown', event => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          button.click();
        });
        button.addEventListener('click', () => {
          const body = head.closest('table').tBodies[0];
          const value = row => {
            const text = row.cells[column].firstChild ? row.cells[column].firstChild.textContent : '';
            const number = parseFloat(text.replace(/,/g, ''));
            return column > 1 ? (Number.isNaN(number) ? -1 : number) : text;
          };
          const order = (a, b) => typeof a === 'number' ? a - b : a.localeCompare(b);
          const rows = Array.from(body.rows).sort((a, b) => order(value(a), value(b)) * (down ? -1 : 1));
          down = !down;
          body.append(...rows);
        });
      });

      // Tables that wait behind a summary belong on paper too.
      addEventListener('beforeprint', () => all('details').forEach(element => { element.open = true; }));

      const target = byAnchor(location.hash);
      choose(target || days.find(day => !day.section.hidden && day.day >= data.first) ||
        days.find(day => !day.section.hidden) || days[0]);
      if (target) document.getElementById('days').scrollIntoView();
    })();

    """#
}
