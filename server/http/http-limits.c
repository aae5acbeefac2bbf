#include "http/http-limits.h"

void
srv_http_limits_init (SrvHttpLimits *limits)
{
  *limits = (SrvHttpLimits){
    .max_connections = 1000,
    .max_streams = 600,
    .max_per_address = 256,
    .head_seconds = 10,
    .idle_seconds = 60,
    .body_seconds = 60,
    .answer_seconds = 60,
    .send_seconds = 120,
    .target_bytes = 8 * 1024,
    .head_bytes = 12 * 1024,
    .body_bytes = 1024 * 1024,
    .upload_bytes = 21 * 1024 * 1024,
    .held_bytes = 256 * 1024 * 1024,
    .stream_bytes = 64 * 1024,
    .heartbeat_seconds = 15,
    .log_requests = TRUE,
  };
}
