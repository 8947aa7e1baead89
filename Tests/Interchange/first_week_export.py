#!/usr/bin/env python3
"""Writes ten weeks of an invented team's contacts as one of three systems exports them, and prints how many come in a week.

    first_week_export.py zendesk|freshdesk|counts FILE

Calls on weekdays from 9 to 17, the same every week, so that the next week's number is known. Zendesk's export also has
e-mails and chats, which are no calls: a number a channel is printed, phone first.
"""
import csv
import datetime
import sys


def arrivals():
    monday = datetime.datetime(2026, 9, 7)
    for week in range(10):
        for day in range(5):
            for hour in range(9, 17):
                for number in range(4 + hour % 3):
                    yield monday + datetime.timedelta(weeks=week, days=day, hours=hour, minutes=7 + 9 * number)


def channel(at):
    """Of each hour's contacts the first is written, the second typed."""
    return {7: "Mail", 16: "Chat"}.get(at.minute, "Phone")


def main():
    system, path = sys.argv[1:]
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        if system == "zendesk":
            writer.writerow(["ID", "Group", "Subject", "Status", "Via", "Created at", "Updated at", "Solved at"])
            for number, at in enumerate(arrivals()):
                text = at.strftime("%Y-%m-%d %H:%M")
                writer.writerow([10001 + number, "Support", "Question", "Closed", channel(at), text, text, text])
        elif system == "freshdesk":
            writer.writerow(["Ticket ID", "Subject", "Status", "Priority", "Source", "Created time", "Group"])
            for number, at in enumerate(arrivals()):
                text = at.strftime("%d/%m/%Y %H:%M")
                writer.writerow([number + 1, "Question", "Closed", "Low", "Phone", text, "Support"])
        else:
            writer.writerow(["ts_local", "queue", "calls"])
            counts = {}
            for at in arrivals():
                start = at.replace(minute=at.minute // 30 * 30)
                counts[start] = counts.get(start, 0) + 1
            for start, count in sorted(counts.items()):
                writer.writerow([start.strftime("%Y-%m-%d %H:%M"), "phone", count])
    channels = [channel(at) if system == "zendesk" else "Phone" for at in arrivals()]
    for queue, name in (("phone", "Phone"), ("email", "Mail"), ("chat", "Chat")):
        if name in channels:
            print(queue, channels.count(name) / 10)


main()
