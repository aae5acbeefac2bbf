"""Plans made through the API, for the scripts that follow them on: days around today, a plan with its items,
dates of an item as somebody sees them."""
from datetime import date, datetime, timedelta, timezone

TODAY = (datetime.now(timezone.utc) + timedelta(hours=3)).date()  # as the towns of world.sql have it
PERIOD = {'period_from': f'{TODAY.year - 1}-01-01', 'period_until': f'{TODAY.year + 1}-12-31'}
ORDER = date(TODAY.year - 1, 1, 10)


def day(offset):
    return TODAY + timedelta(days=offset)


def words(when):
    return f'до {when.day:02}.{when.month:02}.{when.year}'


def act(when=ORDER, number='1'):
    return {'act_kind': 'order', 'act_number': number, 'act_date': str(when)}


def good(answer, *statuses):
    if answer.status not in (statuses or (200, 201)):
        raise SystemExit(f'unexpected: {answer}')
    return answer.json


def make_plan(who, items, title='План', kind='municipal-roadmap', **more):
    """A draft with one section; items are dicts of fields. Gives the plan and the items as they stand."""
    plan = good(who.api('POST', '/plans', {'kind': kind, 'title': title, **PERIOD, **more}))
    ops = [{'op': 'insert-section', 'temp': 's', 'title': 'Раздел'}]
    for n, item in enumerate(items):
        ops.append({'op': 'insert-item', 'temp': f'i{n}', 'section_temp': 's', 'no': f'1.{n + 1}', 'title': f'Пункт {n + 1}', **item})
    made = good(who.api('POST', f"/plans/{plan['id']}/edits", {'ops': ops}))
    return plan, made['items']


def approve(who, plan, **how):
    now = good(who.get(f"/plans/{plan['id']}"))
    return good(who.api('POST', f"/plans/{plan['id']}/approval", act(**how), version=now['version']))


def items_of(who, plan):
    return good(who.get(f"/plan-items?plan_id={plan['id']}&sort=position&limit=500"))


def dates_of(who, item, **filters):
    more = ''.join(f'&{name}={value}' for name, value in filters.items())
    return good(who.get(f"/control-dates?item_id={item['id']}&limit=500&sort=due{more}"))


def dues(rows):
    return sorted({row['nominal_due'] for row in rows})


def ids_of(rows):
    return {row['id']: row['due'] for row in rows}
