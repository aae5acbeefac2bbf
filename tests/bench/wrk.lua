-- One connection after another takes the next request. MERILO_PATHS: paths asked in turn; or MERILO_ROWS:
-- lines «path version», each changed again and again under the version the last answer gave.
local requests, free, n = {}, {}, 0

function init(args)
  math.randomseed(tonumber(os.getenv('MERILO_SEED')))
  for path in (os.getenv('MERILO_PATHS') or ''):gmatch('%S+') do
    requests[#requests + 1] = wrk.format('GET', path)
  end
  local rows = os.getenv('MERILO_ROWS')
  if rows then
    for line in io.lines(rows) do
      local path, version = line:match('(%S+) (%d+)')
      free[#free + 1] = { path, version }
    end
    response = take_version
  end
end

function request()
  n = n + 1
  if #requests > 0 then
    return requests[n % #requests + 1]
  end
  local row = table.remove(free, 1)
  wrk.headers['If-Match'] = '"' .. row[2] .. '"'
  wrk.headers['Idempotency-Key'] = string.format('bench-%08x-%d', math.random(0, 0x7fffffff), n)
  return wrk.format('PATCH', row[1], nil, string.format('{"responsible":"Отдел %d"}', n))
end

function take_version(status, headers, body)
  if status == 200 then
    free[#free + 1] = { '/api/v1/plan-items/' .. body:match('"id":(%d+)'), body:match('"version":(%d+)') }
  end
end
