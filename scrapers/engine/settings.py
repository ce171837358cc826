"""Scrapy's settings for a crawl: polite, hardened, and complete, because most of Scrapy's defaults are neither of the first two."""

from urllib.parse import urlsplit

from scrapers.engine.closing import PROGRESS
from scrapers.engine.decoding import ACCEPT_ENCODING, LARGEST_BODY
from scrapers.engine.job import CrawlJob
from scrapers.engine.politeness import BACK_OFF
from scrapers.engine.resolver import STANDIN_HOST
from scrapers.engine.run import is_paced
from scrapers.registry import SourceDeclaration

HANDLER = "scrapers.engine.transport.GuardedDownloadHandler"


def crawl_settings(job: CrawlJob, declaration: SourceDeclaration) -> dict[str, object]:
    """The settings for one crawl. Raises `JobError` when a live site would not learn whom to write to."""
    return _identity(job, declaration) | _pace(job, declaration) | _limits(job, declaration) | _closed_doors(job) | _components() | _log()


def _identity(job: CrawlJob, declaration: SourceDeclaration) -> dict[str, object]:
    return {
        "BOT_NAME": "briefwire",
        "USER_AGENT": job.user_agent,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": declaration.language,
            "Accept-Encoding": ACCEPT_ENCODING,
        },
        "COOKIES_ENABLED": False,
        "REFERRER_POLICY": "no-referrer",
    }


def _pace(job: CrawlJob, declaration: SourceDeclaration) -> dict[str, object]:
    politeness, paced = declaration.politeness, is_paced(job)
    return {
        "CONCURRENT_REQUESTS": 2 * politeness.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": politeness.concurrency,
        "DOWNLOAD_DELAY": politeness.delay if paced else 0,
        # Varying the delay hides a crawler's regular beat and undercuts what was declared; we want neither.
        "DOWNLOAD_DELAY_JITTER": 0,
        "AUTOTHROTTLE_ENABLED": paced,
        "AUTOTHROTTLE_START_DELAY": politeness.delay,
        "AUTOTHROTTLE_MAX_DELAY": 60,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": float(politeness.concurrency),
        "RETRY_TIMES": 2,
        "RETRY_GIVE_UP_LOG_LEVEL": "WARNING",
        BACK_OFF: 2.0 if paced else 0.05,
    }


def _limits(job: CrawlJob, declaration: SourceDeclaration) -> dict[str, object]:
    politeness = declaration.politeness
    return {
        # The whole response, however slowly it trickles.
        "DOWNLOAD_TIMEOUT": 30 if is_paced(job) else 5,
        "DOWNLOAD_MAXSIZE": LARGEST_BODY,
        "DOWNLOAD_WARNSIZE": LARGEST_BODY // 4,
        "REDIRECT_MAX_TIMES": 5,
        "METAREFRESH_ENABLED": False,
        # The request budget is the real limit; this only ends a crawl whose site became endlessly slow.
        "CLOSESPIDER_TIMEOUT": 1800 + 3 * politeness.delay * politeness.max_requests,
        "MEMUSAGE_LIMIT_MB": 1024,
        "MEMUSAGE_CHECK_INTERVAL_SECONDS": 10,
    }


def _closed_doors(job: CrawlJob) -> dict[str, object]:
    return {
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_HANDLERS": {"http": HANDLER, "https": HANDLER, "data": None, "file": None, "ftp": None, "s3": None},
        # A proxy would resolve names itself, out of the guard's sight.
        "HTTPPROXY_ENABLED": False,
        "TWISTED_DNS_RESOLVER": "scrapers.engine.resolver.GuardedResolver",
        STANDIN_HOST: urlsplit(job.standin).hostname if job.standin else None,
    }


def _components() -> dict[str, object]:
    mine, theirs = "scrapers.engine", "scrapy.downloadermiddlewares"
    return {
        "DOWNLOADER_MIDDLEWARES": {
            f"{theirs}.offsite.OffsiteMiddleware": None,
            f"{mine}.redirects.HostGuardMiddleware": 50,
            f"{theirs}.robotstxt.RobotsTxtMiddleware": None,
            f"{mine}.robots.StrictRobotsMiddleware": 100,
            f"{theirs}.retry.RetryMiddleware": None,
            f"{mine}.politeness.PatientRetryMiddleware": 550,
            f"{theirs}.redirect.RedirectMiddleware": None,
            f"{mine}.redirects.PlainRedirectMiddleware": 600,
            f"{mine}.archiving.ArchiveMiddleware": 950,
            # Next to the network, to count what the archive refuses to decode as well.
            f"{theirs}.stats.DownloaderStats": 960,
        },
        # These drop requests without telling the spider, and a page that is dropped is a page that is not accounted for.
        "SPIDER_MIDDLEWARES": {
            "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
            "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
        },
        "HTTPERROR_ALLOW_ALL": True,
        "EXTENSIONS": {
            "scrapy.extensions.logstats.LogStats": None,
            "scrapy.extensions.feedexport.FeedExporter": None,
            "scrapy.extensions.memusage.MemoryUsage": None,
            "scrapers.engine.memory.OwnMemoryUsage": 0,
            "scrapers.engine.closing.CrawlRecord": 500,
        },
    }


def _log() -> dict[str, object]:
    return {
        "LOG_LEVEL": "INFO",
        "LOG_FORMAT": "%(asctime)s %(levelname)s [%(name)s] %(message)s",
        "LOG_DATEFORMAT": "%Y-%m-%dT%H:%M:%S%z",
        "LOG_COLOR": False,
        PROGRESS: 10.0,
    }
