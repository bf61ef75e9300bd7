/* Made from the OpenAPI document by `make web-types`; never edited by hand. */
export interface paths {
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Jwks
         * @description The public keys that verify our access tokens.
         */
        get: operations["get_jwks__well_known_jwks_json_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Health
         * @description The process lives.
         */
        get: operations["health_healthz_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ready
         * @description The process can work: its database answers; and how far behind the sealer is.
         */
        get: operations["ready_readyz_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Accounts
         * @description Accounts of your region, by user name.
         */
        get: operations["list_accounts_v1_accounts_get"];
        put?: never;
        /** Create Account */
        post: operations["create_account_v1_accounts_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Account */
        get: operations["get_account_v1_accounts__account_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change Account */
        patch: operations["change_account_v1_accounts__account_id__patch"];
        trace?: never;
    };
    "/v1/accounts/{account_id}/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reset Password */
        post: operations["reset_password_v1_accounts__account_id__reset_password_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/action-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Actions
         * @description Who turns 17 by a day and before the next feasible visit, the oldest first, with the cheapest remedy.
         */
        get: operations["list_actions_v1_action_list_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign Out */
        post: operations["sign_out_v1_auth_logout_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh
         * @description Go on with a session; the answer carries the next refresh token.
         */
        post: operations["refresh_v1_auth_refresh_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign In
         * @description Sign in: OAuth 2 password grant for people, client credentials for other systems.
         *
         *     With ``keep`` the cookie outlives the browser, as long as the session: for a device that one team carries.
         */
        post: operations["sign_in_v1_auth_token_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/blank-stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Blank Stock
         * @description An office's blank cards, when the due list uses them up, how many to order. The first ETag is "0".
         */
        get: operations["get_blank_stock_v1_blank_stock_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Move Blank Stock
         * @description Enter what was received, used for others, spoiled, sent away or counted; cards of the lists count alone.
         */
        patch: operations["move_blank_stock_v1_blank_stock_patch"];
        trace?: never;
    };
    "/v1/blank-stock/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Movements
         * @description The ledger, latest first.
         */
        get: operations["list_movements_v1_blank_stock_movements_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calendar-days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Calendar Days
         * @description Days on which something does not go on, by first day.
         */
        get: operations["list_calendar_days_v1_calendar_days_get"];
        put?: never;
        /**
         * Create Calendar Day
         * @description Without `region_code` the days hold in your whole scope; a school's days belong to its region.
         */
        post: operations["create_calendar_day_v1_calendar_days_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calendar-days/{day_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove Calendar Day */
        delete: operations["remove_calendar_day_v1_calendar_days__day_id__delete"];
        options?: never;
        head?: never;
        /** Change Calendar Day */
        patch: operations["change_calendar_day_v1_calendar_days__day_id__patch"];
        trace?: never;
    };
    "/v1/calendar-days/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import Calendar Days
         * @description Enter many days at once, all or none; those that are there already are left alone. `dry_run` changes nothing.
         */
        post: operations["import_calendar_days_v1_calendar_days_import_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calendar-days/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Proposed Days
         * @description National holidays and joint leave of a year as the library knows them and the calendar does not have them yet.
         */
        get: operations["list_proposed_days_v1_calendar_days_proposals_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calendars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Feeds
         * @description Addresses that still answer, without their secret.
         */
        get: operations["list_feeds_v1_calendars_get"];
        put?: never;
        /**
         * Create Feed
         * @description A calendar's address is told this once; whoever has it reads the visits until it is revoked.
         */
        post: operations["create_feed_v1_calendars_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calendars/{feed_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke Feed */
        delete: operations["revoke_feed_v1_calendars__feed_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calendars/{token}.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Feed
         * @description The visits behind an address, for a calendar program. No person is named in it.
         */
        get: operations["read_feed_v1_calendars__token__ics_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/card-events/{event_id}/voids/{void_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Void Card Event
         * @description Take a card event back; it stays in the list with `voided_by`.
         */
        put: operations["void_card_event_v1_card_events__event_id__voids__void_id__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/card-returns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Returns
         * @description Cards that came back, latest day first.
         */
        get: operations["list_returns_v1_card_returns_get"];
        put?: never;
        /**
         * Return Card
         * @description A card came back: whole it waits to be given out again, `damaged` or with `wrong_data` it is printed anew.
         */
        post: operations["return_card_v1_card_returns_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cards/clocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Clocks
         * @description Whose legal clock runs or ran out: `nearing_22` (within the setting's days), `past_22`, `past_17`, `married`.
         */
        get: operations["list_clocks_v1_cards_clocks_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cards/due": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Due
         * @description Everyone who turns 17 from `on` (today) through `on + within_days`, whatever the card's state; by birth date.
         *
         *     `election_date`: through that polling day instead. `at_school=false`: only those at no school. `group_by` adds
         *     figures over the whole list; `village` is of those at no school, by residence.
         */
        get: operations["list_due_v1_cards_due_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cards/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Problems
         * @description Cards that do not come on by themselves, longest standing first, each with what the office does next.
         */
        get: operations["list_problems_v1_cards_problems_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohort-totals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Cohort Totals
         * @description Entered cohort sizes by year and region; of one region where `region_code` is given.
         */
        get: operations["list_cohort_totals_v1_cohort_totals_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohort-totals/{region_code}/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Cohort Total
         * @description How many of a region turn 17 in a year, as the registry says.
         */
        put: operations["put_cohort_total_v1_cohort_totals__region_code___year__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/complaints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Complaints
         * @description Complaints that you may see, latest first.
         */
        get: operations["list_complaints_v1_complaints_get"];
        put?: never;
        /**
         * File Complaint
         * @description File a complaint under your account. Ticket and code follow it where your account may not see it.
         */
        post: operations["file_complaint_v1_complaints_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/complaints/{complaint_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Complaint */
        get: operations["get_complaint_v1_complaints__complaint_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change Complaint */
        patch: operations["change_complaint_v1_complaints__complaint_id__patch"];
        trace?: never;
    };
    "/v1/complaints/{complaint_id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Assign Complaint */
        post: operations["assign_complaint_v1_complaints__complaint_id__assign_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/complaints/{complaint_id}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Attachments
         * @description The files of a case, oldest first: never more than ten.
         */
        get: operations["list_attachments_v1_complaints__complaint_id__attachments_get"];
        put?: never;
        /**
         * Attach
         * @description Attach a JPEG, a PNG or a PDF of at most 5 MiB. The office's files are seen by the office alone.
         */
        post: operations["attach_v1_complaints__complaint_id__attachments_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/complaints/{complaint_id}/attachments/{attachment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download Attachment
         * @description A file, to be saved and not shown in place; its name is our own, since theirs may name people.
         */
        get: operations["download_attachment_v1_complaints__complaint_id__attachments__attachment_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/complaints/{complaint_id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close Complaint
         * @description Close a resolved complaint; its reporter may still say that it is not solved.
         */
        post: operations["close_complaint_v1_complaints__complaint_id__close_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/complaints/{complaint_id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge Complaint
         * @description Let a complaint share another's fate: every step and answer there is one here, and its reporter sees it.
         */
        post: operations["merge_complaint_v1_complaints__complaint_id__merge_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/complaints/{complaint_id}/refer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refer Complaint */
        post: operations["refer_complaint_v1_complaints__complaint_id__refer_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/complaints/{complaint_id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reject Complaint */
        post: operations["reject_complaint_v1_complaints__complaint_id__reject_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/complaints/{complaint_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reopen Complaint */
        post: operations["reopen_complaint_v1_complaints__complaint_id__reopen_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/complaints/{complaint_id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resolve Complaint */
        post: operations["resolve_complaint_v1_complaints__complaint_id__resolve_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/complaints/{complaint_id}/respond": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Respond To Complaint */
        post: operations["respond_to_complaint_v1_complaints__complaint_id__respond_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/complaints/{complaint_id}/unmerge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unmerge Complaint
         * @description Let a merged complaint go its own way again, from where it stands.
         */
        post: operations["unmerge_complaint_v1_complaints__complaint_id__unmerge_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/complaints/{complaint_id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Verify Complaint */
        post: operations["verify_complaint_v1_complaints__complaint_id__verify_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/complaints/exchange.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export For Lapor
         * @description The complaints that you may see, in the words and columns of SP4N-LAPOR; names and contacts are left out.
         */
        get: operations["export_for_lapor_v1_complaints_exchange_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/complaints/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Statistics
         * @description How the complaints received in a year fared; without a year, in the present one. `items` parts them by `group_by`.
         *
         *     By school, complaints about levies and staff stand under `none`: no figure tells whom they are about.
         */
        get: operations["get_statistics_v1_complaints_statistics_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Coverage
         * @description `cohort`: recorded by `as_of`. `in_year`: recorded within the cohort's year. Card states exclude each other.
         */
        get: operations["get_coverage_v1_coverage_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coverage/durations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Durations
         * @description Days from our recording until the card was ready, printed and handed over, of a cohort's members.
         */
        get: operations["get_durations_v1_coverage_durations_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coverage/funnel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Funnel
         * @description How far a cohort came, from the list to the card in hand; each step holds all who came at least so far.
         */
        get: operations["get_funnel_v1_coverage_funnel_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coverage/timeseries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Timeseries
         * @description How a cohort was recorded by day, week (from Monday) or month; by default over its year.
         */
        get: operations["get_timeseries_v1_coverage_timeseries_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coverage/voters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Voters
         * @description Of those listed who are 17 on an election day or ever married: how many can prove it with a card.
         */
        get: operations["get_voters_v1_coverage_voters_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coverage/years": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Years
         * @description Each year with an entered total, and the present one: the comparison with the years before the service.
         */
        get: operations["get_years_v1_coverage_years_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/data-issues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Issues
         * @description Open issues of your region, oldest first.
         */
        get: operations["list_issues_v1_data_issues_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/data-issues/{issue_id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resolve Issue */
        post: operations["resolve_issue_v1_data_issues__issue_id__resolve_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/data-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Requests
         * @description Requests about people within your scope, the most urgent first.
         */
        get: operations["list_requests_v1_data_requests_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/data-requests/{request_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Request */
        get: operations["get_request_v1_data_requests__request_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/data-requests/{request_id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide
         * @description Grant a request, with what follows from it, or refuse it with a reason, e.g. a duty to keep.
         */
        post: operations["decide_v1_data_requests__request_id__decide_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Duplicates
         * @description Pairs of rows that are probably one person, the likeliest first, each with why.
         */
        get: operations["list_duplicates_v1_duplicates_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/duplicates/{duplicate_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Duplicate */
        get: operations["get_duplicate_v1_duplicates__duplicate_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/duplicates/{duplicate_id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Dismiss Duplicate
         * @description They are two people: the pair is never proposed again.
         */
        post: operations["dismiss_duplicate_v1_duplicates__duplicate_id__dismiss_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/duplicates/{duplicate_id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge Duplicate
         * @description They are one person. The row with the NIK stays; everything that happened to either is theirs.
         */
        post: operations["merge_duplicate_v1_duplicates__duplicate_id__merge_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/eligibility": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Eligibility
         * @description How many are old enough to be recorded and are not, by school, district or month of birth.
         */
        get: operations["get_eligibility_v1_eligibility_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Events
         * @description What happened in your region, in the order in which it became known: nothing is skipped, nothing comes twice.
         *
         *     Keep `next_after` and ask again with it. 410 after a restore: begin again without `after`.
         */
        get: operations["list_events_v1_events_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/field/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Devices
         * @description Devices by region and name, with what they sent, what is here and what never arrived.
         */
        get: operations["list_devices_v1_field_devices_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/field/reconcile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reconcile
         * @description Which of a device's ids are stored here: what is unknown it sends again.
         */
        post: operations["reconcile_v1_field_reconcile_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/field/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Field Visits
         * @description Visits by start, from today for two weeks unless asked otherwise; at most the nearest 100.
         */
        get: operations["list_field_visits_v1_field_visits_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/handovers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Handovers
         * @description Cards given out, latest day first.
         */
        get: operations["list_handovers_v1_handovers_get"];
        put?: never;
        /**
         * Create Handover
         * @description Give cards out: all named or none. An item before its legal day refuses all.
         */
        post: operations["create_handover_v1_handovers_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/handovers/{handover_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Handover */
        get: operations["get_handover_v1_handovers__handover_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/handovers/{handover_id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm Handover
         * @description Say who really received the cards, or with `received: false` that one did not arrive; the receipt stays.
         */
        post: operations["confirm_handover_v1_handovers__handover_id__confirm_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/handovers/{handover_id}/letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Handover Letters
         * @description A handover's receipt, if it went out.
         */
        get: operations["list_handover_letters_v1_handovers__handover_id__letters_get"];
        put?: never;
        /**
         * Issue Receipt
         * @description Number and keep the receipt of a handover, to be signed; there is one, and asking again answers it with 200.
         */
        post: operations["issue_receipt_v1_handovers__handover_id__letters_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/impact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Impact
         * @description Kilometres, minutes, lesson hours and rupiah that visits spared, what teams spent on them, and what is left.
         */
        get: operations["get_impact_v1_impact_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/journal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Lines
         * @description Changes in your region, newest first; days are the region's, both inclusive.
         */
        get: operations["list_lines_v1_journal_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/kits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Kits
         * @description Kits within your scope, by code.
         */
        get: operations["list_kits_v1_kits_get"];
        put?: never;
        /** Create Kit */
        post: operations["create_kit_v1_kits_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/kits/{kit_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Kit */
        get: operations["get_kit_v1_kits__kit_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change Kit */
        patch: operations["change_kit_v1_kits__kit_id__patch"];
        trace?: never;
    };
    "/v1/ledgers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Ledgers
         * @description What came of whom, per school and day over all its visits, by day.
         */
        get: operations["list_ledgers_v1_ledgers_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lesson-hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Lesson Hours
         * @description Other lesson hours for a while, as in Ramadan, by first day. A school's usual hours stand with the school.
         */
        get: operations["list_lesson_hours_v1_lesson_hours_get"];
        put?: never;
        /**
         * Create Lesson Hours
         * @description Without `region_code` they hold in your whole scope; the nearest to a school counts.
         */
        post: operations["create_lesson_hours_v1_lesson_hours_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lesson-hours/{period_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove Lesson Hours */
        delete: operations["remove_lesson_hours_v1_lesson_hours__period_id__delete"];
        options?: never;
        head?: never;
        /** Change Lesson Hours */
        patch: operations["change_lesson_hours_v1_lesson_hours__period_id__patch"];
        trace?: never;
    };
    "/v1/letterheads/{region_code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Letterhead
         * @description A regency's letterhead, its own or the default; the ETag of a default is "0".
         */
        get: operations["get_letterhead_v1_letterheads__region_code__get"];
        /**
         * Put Letterhead
         * @description For letters from now on; `If-Match` is needed once one was set.
         */
        put: operations["put_letterhead_v1_letterheads__region_code__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/letters/{letter_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Letter */
        get: operations["get_letter_v1_letters__letter_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/letters/{letter_id}.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Letter Pdf
         * @description The PDF/A as it was issued: the same bytes for ever.
         */
        get: operations["get_letter_pdf_v1_letters__letter_id__pdf_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Me */
        get: operations["get_me_v1_me_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Own Password
         * @description A new password for the present one; wrong ones count as failed logins do.
         */
        post: operations["change_own_password_v1_me_password_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Own Sessions
         * @description Your running sessions, newest first.
         */
        get: operations["list_own_sessions_v1_me_sessions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End Own Session */
        delete: operations["end_own_session_v1_me_sessions__session_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Second Factor
         * @description Set up a second factor in two steps: begin without a code, enable with the first code.
         */
        post: operations["second_factor_v1_me_totp_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/measures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Measures
         * @description What each figure means, of what it is a share, and where its definition comes from.
         */
        get: operations["list_measures_v1_measures_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Merges
         * @description Newest first.
         */
        get: operations["list_merges_v1_merges_get"];
        put?: never;
        /**
         * Merge Pair
         * @description Two rows that you know to be one person, although nothing proposed them.
         */
        post: operations["merge_pair_v1_merges_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merges/{merge_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Merge */
        get: operations["get_merge_v1_merges__merge_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merges/{merge_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo Merge
         * @description They were two people after all: each has their own events again.
         */
        post: operations["undo_merge_v1_merges__merge_id__undo_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Messages
         * @description What people of your region were told, are to be told, and were not told and why; newest first.
         */
        get: operations["list_messages_v1_messages_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ownership": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Ownership
         * @description Card ownership of all who must hold one, by year and region; of one region where `region_code` is given.
         */
        get: operations["list_ownership_v1_ownership_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ownership/{region_code}/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Ownership
         * @description Give `holders`, or `percent` where the source states no head count; holders win.
         */
        put: operations["put_ownership_v1_ownership__region_code___year__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/public/card-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get Card Status
         * @description The card of whoever's slip carries `code`: its state and the next step, nothing else.
         *
         *     POST, so that the code stands in no address and no log. An unknown, a replaced and a mistyped code are all 404.
         */
        post: operations["get_card_status_v1_public_card_status_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/public/complaints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * File Public Complaint
         * @description File a complaint. Keep the ticket and its code: they are the only way to follow it.
         */
        post: operations["file_public_complaint_v1_public_complaints_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/public/complaints/{ticket}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Attach By Ticket
         * @description Attach a JPEG, a PNG or a PDF of at most 5 MiB. Where and when a picture was taken is not kept.
         */
        post: operations["attach_by_ticket_v1_public_complaints__ticket__attachments_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/public/complaints/{ticket}/reply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reply To Complaint */
        post: operations["reply_to_complaint_v1_public_complaints__ticket__reply_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/public/complaints/{ticket}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Follow Complaint
         * @description How far a complaint is. POST, so that the code stands in no address and no log.
         */
        post: operations["follow_complaint_v1_public_complaints__ticket__status_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/public/complaints/{ticket}/verdict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Judge Complaint
         * @description Say whether it is solved: that closes it, or opens it again.
         */
        post: operations["judge_complaint_v1_public_complaints__ticket__verdict_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/public/requirements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Requirements
         * @description What to bring and to know before being recorded, with where each rule comes from. It costs nothing.
         */
        get: operations["get_requirements_v1_public_requirements_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/public/surveys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer Survey
         * @description Answer the survey. A pupil's own code answers once; which answer was theirs is kept nowhere.
         */
        post: operations["answer_survey_v1_public_surveys_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/public/surveys/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Survey Form
         * @description The nine questions for whoever holds a code. An unknown code is 404, whatever is wrong with it.
         */
        get: operations["get_survey_form_v1_public_surveys__code__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/public/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Announced Visits
         * @description When the team comes to which school: confirmed visits of the next 60 days, the next one first.
         */
        get: operations["list_announced_visits_v1_public_visits_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/publications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Publications
         * @description Figures that were given out, the latest first; of one region alone where `region_code` is given.
         */
        get: operations["list_publications_v1_publications_get"];
        put?: never;
        /**
         * Publish
         * @description Give out a figure of `/v1/coverage` as it was known a minute ago. It is kept as it is and can be checked.
         */
        post: operations["publish_v1_publications_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/publications/{publication_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Publication */
        get: operations["get_publication_v1_publications__publication_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/publications/{publication_id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check Publication
         * @description Ask its question again: as known then (it must be equal) and as known now (with who made the difference).
         */
        get: operations["check_publication_v1_publications__publication_id__check_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reconciliation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reconcile Lists
         * @description Whom schools name, whom the registry knows to be recorded and whom teams saw: where the three disagree.
         */
        get: operations["reconcile_lists_v1_reconciliation_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Recordings
         * @description Recordings within your scope, by id: in the order in which the devices made them.
         */
        get: operations["list_recordings_v1_recordings_get"];
        put?: never;
        /**
         * Record
         * @description Take one recording in. Send it again as often as you like: it is stored once.
         */
        post: operations["record_v1_recordings_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings/{recording_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Recording */
        get: operations["get_recording_v1_recordings__recording_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings/{recording_id}/voids/{void_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Void
         * @description Take a recording back. From a ready card on only the office may.
         */
        put: operations["void_v1_recordings__recording_id__voids__void_id__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record Batch
         * @description Take many recordings in, each on its own; answers come in the order of the items.
         */
        post: operations["record_batch_v1_recordings_batch_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings/parked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Parked
         * @description What could not be applied and waits for the office, oldest first.
         */
        get: operations["list_parked_v1_recordings_parked_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recordings/parked/{recording_id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve
         * @description Apply what waits to a pupil, or discard it.
         */
        post: operations["resolve_v1_recordings_parked__recording_id__resolve_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/regions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Regions
         * @description Your region, what lies in it and what it lies in, by code.
         */
        get: operations["list_regions_v1_regions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/regions/{region_code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Region */
        get: operations["get_region_v1_regions__region_code__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/regions/{region_code}/outline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Outline */
        get: operations["get_outline_v1_regions__region_code__outline_get"];
        /**
         * Put Outline
         * @description A GeoJSON Polygon or MultiPolygon (longitude, latitude) of at most 20,000 positions.
         */
        put: operations["put_outline_v1_regions__region_code__outline_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/registry-imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Imports
         * @description Imports within your scope, newest first.
         */
        get: operations["list_imports_v1_registry_imports_get"];
        put?: never;
        /**
         * Import Registry
         * @description Send what the national system says: checked and applied at once, or with `dry_run` only checked.
         *
         *     A day without a time stands for its noon; steps of one day follow each other in the order of the life cycle.
         */
        post: operations["import_registry_v1_registry_imports_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/registry-imports/{import_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Import */
        get: operations["get_import_v1_registry_imports__import_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/registry-imports/{import_id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply Import
         * @description Apply a checked import, after checking again.
         */
        post: operations["apply_import_v1_registry_imports__import_id__apply_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/registry-imports/{import_id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Discard Import */
        post: operations["discard_import_v1_registry_imports__import_id__discard_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/registry-imports/{import_id}/revert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revert Import
         * @description Take an applied import back: its events are voided, and cards stand where they would without.
         */
        post: operations["revert_import_v1_registry_imports__import_id__revert_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/registry-imports/{import_id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Import Rows
         * @description The rows of an import in its own order, each with its verdict. `R_UNKNOWN_NIK`: whom only the centre knows.
         */
        get: operations["list_import_rows_v1_registry_imports__import_id__rows_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/survey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Survey Report
         * @description The report on the survey of a period under the regency's head, or the figures and forms behind it.
         */
        get: operations["get_survey_report_v1_reports_survey_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rollovers/{rollover_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Rollover */
        get: operations["get_rollover_v1_rollovers__rollover_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Rollover
         * @description Name exceptions or classes anew while the step is only checked.
         */
        patch: operations["change_rollover_v1_rollovers__rollover_id__patch"];
        trace?: never;
    };
    "/v1/rollovers/{rollover_id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply Rollover
         * @description Carry a checked step out, after checking it again.
         */
        post: operations["apply_rollover_v1_rollovers__rollover_id__apply_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rollovers/{rollover_id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Discard Rollover */
        post: operations["discard_rollover_v1_rollovers__rollover_id__discard_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rollovers/{rollover_id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Items
         * @description What the step does with each pupil, by class and name.
         */
        get: operations["list_items_v1_rollovers__rollover_id__items_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rollovers/{rollover_id}/revert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revert Rollover
         * @description Take an applied step back; who keeps it is named in `kept`.
         */
        post: operations["revert_rollover_v1_rollovers__rollover_id__revert_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Schools
         * @description Schools within your scope, by name.
         */
        get: operations["list_schools_v1_schools_get"];
        put?: never;
        /** Create School */
        post: operations["create_school_v1_schools_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schools/{school_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get School */
        get: operations["get_school_v1_schools__school_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change School */
        patch: operations["change_school_v1_schools__school_id__patch"];
        trace?: never;
    };
    "/v1/schools/{school_id}/rollovers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Rollovers
         * @description A school's steps, newest first.
         */
        get: operations["list_rollovers_v1_schools__school_id__rollovers_get"];
        put?: never;
        /**
         * Check Rollover
         * @description A preview of a school's step into a school year; nothing is changed before it is applied.
         */
        post: operations["check_rollover_v1_schools__school_id__rollovers_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schools/{school_id}/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Of School
         * @description A school's lists, newest first.
         */
        get: operations["list_of_school_v1_schools__school_id__submissions_get"];
        put?: never;
        /**
         * Submit List
         * @description Send a student list: checked and applied at once, or with `dry_run` only checked.
         */
        post: operations["submit_list_v1_schools__school_id__submissions_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schools/{school_id}/suggested-dates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Suggest Dates
         * @description The days that serve the most coming birthdays and break no rule, the best first, with their reasons.
         */
        get: operations["suggest_dates_v1_schools__school_id__suggested_dates_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schools/{school_id}/survey-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give School Survey Code
         * @description The code of a school, for a board that stays there. Asked again, it is the same.
         */
        post: operations["give_school_survey_code_v1_schools__school_id__survey_codes_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schools/{school_id}/visit-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Request Visit
         * @description Ask for a visit. The office answers with one that names this request, or with a reason.
         */
        post: operations["request_visit_v1_schools__school_id__visit_requests_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/service-points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Service Points
         * @description Places that serve people, by name.
         */
        get: operations["list_service_points_v1_service_points_get"];
        put?: never;
        /** Create Service Point */
        post: operations["create_service_point_v1_service_points_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/service-points/{point_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Service Point */
        get: operations["get_service_point_v1_service_points__point_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change Service Point */
        patch: operations["change_service_point_v1_service_points__point_id__patch"];
        trace?: never;
    };
    "/v1/settings/{region_code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Settings
         * @description The region's own coefficients and those it inherits; `region_code` of each says where it was entered.
         */
        get: operations["get_settings_v1_settings__region_code__get"];
        /**
         * Put Settings
         * @description Replaces the region's own. Lines equal to an inherited one are not kept, so what GET gave may be sent back.
         */
        put: operations["put_settings_v1_settings__region_code__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/students": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Students
         * @description People within your scope, by class, name and id; `eligible` as on `as_of` (today).
         *
         *     For a past day school, class, recording and card are those of that day; with `known_at` (at least a minute ago)
         *     everything is as it was known then. Who had died or moved away by then is left out.
         *
         *     With `figure` (and `measure`, `cohort`, `election_date`, `group_by` and `group`, `recorded_from`, `recorded_to`)
         *     exactly the people whom that figure of `/v1/coverage` or `/v1/eligibility` counts.
         */
        get: operations["list_students_v1_students_get"];
        put?: never;
        /**
         * Add Student
         * @description Someone who is on no list: outside school, or missed.
         */
        post: operations["add_student_v1_students_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/students/{student_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Student */
        get: operations["get_student_v1_students__student_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change Student */
        patch: operations["change_student_v1_students__student_id__patch"];
        trace?: never;
    };
    "/v1/students/{student_id}/card-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Card Events
         * @description What is known of a person's card, by time of occurrence.
         */
        get: operations["list_card_events_v1_students__student_id__card_events_get"];
        put?: never;
        /**
         * Add Card Event
         * @description Enter a step of the national life cycle, or `reopened` for a central deletion (with `reason` and `document`).
         *
         *     A step that goes back or leaves others out needs a `reason`. Unknown codes are taken.
         */
        post: operations["add_card_event_v1_students__student_id__card_events_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/students/{student_id}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Consents
         * @description What was said of a pupil's data; the first is the latest word, which holds.
         */
        get: operations["list_consents_v1_students__student_id__consents_get"];
        put?: never;
        /**
         * Add Consent
         * @description Note consent, refusal or withdrawal, as the pupil, a parent or a guardian gave it.
         */
        post: operations["add_consent_v1_students__student_id__consents_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/students/{student_id}/data-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask
         * @description What a person asks about their data; an admin decides within 72 hours.
         */
        post: operations["ask_v1_students__student_id__data_requests_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/students/{student_id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export
         * @description All we hold of a person, NIK in full, to be handed to them. That it was read is kept.
         */
        get: operations["export_v1_students__student_id__export_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/students/{student_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get History
         * @description What was known of a person when and by whom, classes, recordings and card, newest first.
         */
        get: operations["get_history_v1_students__student_id__history_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/students/{student_id}/nik-disclosures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Disclosures
         * @description Who read the NIK in full, or the whole file, and why; newest first.
         */
        get: operations["list_disclosures_v1_students__student_id__nik_disclosures_get"];
        put?: never;
        /**
         * Disclose Nik
         * @description The NIK in full, for a stated reason that is kept.
         */
        post: operations["disclose_nik_v1_students__student_id__nik_disclosures_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/students/{student_id}/restriction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restrict
         * @description Restrict a pupil, or lift it: the restricted leave rosters, packs and files, never counts.
         */
        post: operations["restrict_v1_students__student_id__restriction_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/students/{student_id}/slip-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew Slip Code
         * @description A new code for a pupil's slip; slips printed before it are void.
         */
        post: operations["renew_slip_code_v1_students__student_id__slip_codes_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/students/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look Up
         * @description By NIK, which never stands in an address.
         */
        post: operations["look_up_v1_students_lookup_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Submissions
         * @description Lists within your scope, newest first.
         */
        get: operations["list_submissions_v1_submissions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/submissions/{submission_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Submission */
        get: operations["get_submission_v1_submissions__submission_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/submissions/{submission_id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply Submission
         * @description Apply a checked list, after checking again.
         */
        post: operations["apply_submission_v1_submissions__submission_id__apply_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/submissions/{submission_id}/corrections.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Corrections
         * @description The rejected rows as a workbook, each with what to mend: fill it in and send it as a partial list.
         */
        get: operations["get_corrections_v1_submissions__submission_id__corrections_xlsx_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/submissions/{submission_id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Discard Submission */
        post: operations["discard_submission_v1_submissions__submission_id__discard_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/submissions/{submission_id}/revert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revert Submission
         * @description Take an applied list back; what stays is named in `kept`.
         */
        post: operations["revert_submission_v1_submissions__submission_id__revert_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/submissions/{submission_id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Rows
         * @description The rows of a list in its own order, each with its verdict; with `severity` those with a problem as grave.
         */
        get: operations["list_rows_v1_submissions__submission_id__rows_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Subscriptions
         * @description Subscriptions of your region, the oldest first.
         */
        get: operations["list_subscriptions_v1_subscriptions_get"];
        put?: never;
        /**
         * Create Subscription
         * @description Be told of what happens in your region from now on, signed as Standard Webhooks. The secret is told once.
         */
        post: operations["create_subscription_v1_subscriptions_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions/{subscription_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Subscription */
        get: operations["get_subscription_v1_subscriptions__subscription_id__get"];
        put?: never;
        post?: never;
        /** Remove Subscription */
        delete: operations["remove_subscription_v1_subscriptions__subscription_id__delete"];
        options?: never;
        head?: never;
        /**
         * Change Subscription
         * @description Other kinds, or `stopped` and `active` again: what happened meanwhile is then delivered.
         */
        patch: operations["change_subscription_v1_subscriptions__subscription_id__patch"];
        trace?: never;
    };
    "/v1/subscriptions/{subscription_id}/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Dead Letters
         * @description Events that were not taken within a day of tries, the oldest first.
         */
        get: operations["list_dead_letters_v1_subscriptions__subscription_id__dead_letters_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions/{subscription_id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay
         * @description Deliver again everything from a position on. Repeated events keep their ids.
         */
        post: operations["replay_v1_subscriptions__subscription_id__replay_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Survey Comments
         * @description What people added in their own words, personal things blackened; latest first.
         */
        get: operations["list_survey_comments_v1_surveys_comments_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/forms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Survey Forms
         * @description The filled forms of a period, latest first: what the index is reckoned from.
         */
        get: operations["list_survey_forms_v1_surveys_forms_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/ikm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Satisfaction Index
         * @description The satisfaction index of a period: of the present year, where no day is named.
         */
        get: operations["get_satisfaction_index_v1_surveys_ikm_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Teams
         * @description Teams within your scope, by name.
         */
        get: operations["list_teams_v1_teams_get"];
        put?: never;
        /** Create Team */
        post: operations["create_team_v1_teams_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/teams/{team_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Team */
        get: operations["get_team_v1_teams__team_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change Team */
        patch: operations["change_team_v1_teams__team_id__patch"];
        trace?: never;
    };
    "/v1/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Transfers
         * @description Newest first: pupils whom your school or region claims (`incoming`), and those claimed from it (`outgoing`).
         */
        get: operations["list_transfers_v1_transfers_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transfers/{transfer_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Transfer */
        get: operations["get_transfer_v1_transfers__transfer_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transfers/{transfer_id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm Transfer
         * @description Let the pupil go: by the school that holds them, or the office of their region; never by the claimant.
         */
        post: operations["confirm_transfer_v1_transfers__transfer_id__confirm_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transfers/{transfer_id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject Transfer
         * @description Keep the pupil. The claimant reads the reason.
         */
        post: operations["reject_transfer_v1_transfers__transfer_id__reject_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transfers/{transfer_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo Transfer
         * @description A wrong confirmation is taken back: the pupil is where they were, as if they had never left.
         */
        post: operations["undo_transfer_v1_transfers__transfer_id__undo_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/travel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Travel
         * @description How far schools are from the office, by name of the school; entered minutes come before estimated ones.
         */
        get: operations["list_travel_v1_travel_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visit-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Visit Requests
         * @description Requests within your scope, by first day.
         */
        get: operations["list_visit_requests_v1_visit_requests_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visit-requests/{visit_request_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Visit Request */
        get: operations["get_visit_request_v1_visit_requests__visit_request_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visit-requests/{visit_request_id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decline Visit Request
         * @description The office cannot come; the school reads why.
         */
        post: operations["decline_visit_request_v1_visit_requests__visit_request_id__decline_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visit-requests/{visit_request_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen Visit Request
         * @description It waits for an answer again.
         */
        post: operations["reopen_visit_request_v1_visit_requests__visit_request_id__reopen_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visit-requests/{visit_request_id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw Visit Request
         * @description The school does not ask any more.
         */
        post: operations["withdraw_visit_request_v1_visit_requests__visit_request_id__withdraw_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Visits
         * @description Visits within your scope, by start.
         */
        get: operations["list_visits_v1_visits_get"];
        put?: never;
        /** Create Visit */
        post: operations["create_visit_v1_visits_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visits/{visit_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Visit */
        get: operations["get_visit_v1_visits__visit_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change Visit */
        patch: operations["change_visit_v1_visits__visit_id__patch"];
        trace?: never;
    };
    "/v1/visits/{visit_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel Visit */
        post: operations["cancel_visit_v1_visits__visit_id__cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visits/{visit_id}/catch-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Catch Up Visit
         * @description A draft for those who were absent, failed or were not seen, filled with them.
         */
        post: operations["catch_up_visit_v1_visits__visit_id__catch_up_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visits/{visit_id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Complete Visit */
        post: operations["complete_visit_v1_visits__visit_id__complete_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visits/{visit_id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm Visit
         * @description The school agrees; the office may agree for it and says why.
         */
        post: operations["confirm_visit_v1_visits__visit_id__confirm_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visits/{visit_id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decline Visit
         * @description The school cannot, and may name other dates: back to draft.
         */
        post: operations["decline_visit_v1_visits__visit_id__decline_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visits/{visit_id}/letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Letters
         * @description A visit's letters, in the order of issue.
         */
        get: operations["list_letters_v1_visits__visit_id__letters_get"];
        put?: never;
        /**
         * Issue Letter
         * @description Number and keep a letter for ever; a second `report` is an addendum to the first.
         */
        post: operations["issue_letter_v1_visits__visit_id__letters_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visits/{visit_id}/pack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Pack
         * @description All that a device needs at a visit; 304 when what it has is still right.
         */
        get: operations["get_pack_v1_visits__visit_id__pack_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visits/{visit_id}/postpone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Postpone Visit
         * @description Frees team and kits until the visit is rescheduled.
         */
        post: operations["postpone_visit_v1_visits__visit_id__postpone_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visits/{visit_id}/propose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Propose Visit */
        post: operations["propose_visit_v1_visits__visit_id__propose_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visits/{visit_id}/reschedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reschedule Visit
         * @description Other times, proposed again; slots of the roster move along.
         */
        post: operations["reschedule_visit_v1_visits__visit_id__reschedule_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visits/{visit_id}/roster": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Roster
         * @description Everyone on the roster, by class and name; the ETag is the visit's.
         */
        get: operations["get_roster_v1_visits__visit_id__roster_get"];
        /**
         * Replace Roster
         * @description Replace who is not yet seen; who was seen stays. Without slots each class gets its own.
         */
        put: operations["replace_roster_v1_visits__visit_id__roster_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visits/{visit_id}/roster-results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take Roster Results
         * @description Take the filled roster in, each row on its own. The same file again changes nothing.
         */
        post: operations["take_roster_results_v1_visits__visit_id__roster_results_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visits/{visit_id}/roster.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Roster Workbook
         * @description The roster to fill in by hand: outcomes and reasons to choose from, empty lines for whom nobody expected.
         */
        get: operations["get_roster_workbook_v1_visits__visit_id__roster_xlsx_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visits/{visit_id}/roster/fill": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fill Roster
         * @description Fill with the school's eligible pupils by class and name, up to the visit's capacity.
         */
        post: operations["fill_roster_v1_visits__visit_id__roster_fill_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visits/{visit_id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start Visit
         * @description By hand; the first recording does it as well.
         */
        post: operations["start_visit_v1_visits__visit_id__start_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visits/{visit_id}/survey-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give Visit Survey Code
         * @description The code under which anybody at a visit may answer. Asked again, it is the same.
         */
        post: operations["give_visit_survey_code_v1_visits__visit_id__survey_codes_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** AccountIn */
        AccountIn: {
            /** Id */
            id?: string | null;
            /** Name */
            name: string;
            /** Password */
            password: string;
            /** Region Code */
            region_code?: string | null;
            role: components["schemas"]["Role"];
            /** School Id */
            school_id?: string | null;
            /**
             * Service
             * @default false
             */
            service?: boolean;
            /** Team Id */
            team_id?: string | null;
            /** Username */
            username: string;
        };
        /** AccountOut */
        AccountOut: {
            /** Active */
            active: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Last Login At */
            last_login_at: string | null;
            /** Name */
            name: string;
            /** Region Code */
            region_code: string | null;
            role: components["schemas"]["Role"];
            /** School Id */
            school_id: string | null;
            /** Service */
            service: boolean;
            /** Team Id */
            team_id: string | null;
            /** Totp Enabled */
            totp_enabled: boolean;
            /** Username */
            username: string;
            /** Version */
            version: number;
        };
        /** AccountPatch */
        AccountPatch: {
            /** Active */
            active?: boolean | null;
            /** Name */
            name?: string | null;
        };
        /**
         * Action
         * @enum {string}
         */
        Action: "verify" | "assign" | "respond" | "resolve" | "reject" | "reopen" | "close" | "refer" | "merge" | "unmerge" | "reply" | "verdict";
        /**
         * ActionOut
         * @description Somebody whom no visit reaches before the birthday. `planned`: the next visit is planned, not only possible.
         */
        ActionOut: {
            /** Class Group */
            class_group: string | null;
            /** Name */
            name: string;
            /** Next Visit On */
            next_visit_on: string | null;
            /** Planned */
            planned: boolean;
            remedy: components["schemas"]["RemedyOut"];
            /** Residence Code */
            residence_code: string | null;
            /** School Id */
            school_id: string | null;
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
            /**
             * Turns 17 On
             * Format: date
             */
            turns_17_on: string;
        };
        /**
         * Acts
         * @description Who can move a card on from a step.
         * @enum {string}
         */
        Acts: "office" | "centre" | "nobody";
        /**
         * AnnouncedOut
         * @description A confirmed visit; no person is named.
         */
        AnnouncedOut: {
            /**
             * Date
             * Format: date
             */
            date: string;
            /** District */
            district: string;
            /** District Code */
            district_code: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            kind: components["schemas"]["VisitKind"];
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /** School Name */
            school_name: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /**
         * AnswersIn
         * @description One mark from 1 (bad) to 4 (very good) for each of the nine elements.
         */
        AnswersIn: {
            /** Behaviour */
            behaviour: number;
            /** Competence */
            competence: number;
            /** Complaint Handling */
            complaint_handling: number;
            /** Cost */
            cost: number;
            /** Facilities */
            facilities: number;
            /** Procedure */
            procedure: number;
            /** Product */
            product: number;
            /** Requirements */
            requirements: number;
            /** Time */
            time: number;
        };
        /** ConfirmIn */
        api__cards__schemas__ConfirmIn: {
            /** Items */
            items: components["schemas"]["WordIn"][];
        };
        /** ProblemOut */
        api__cards__schemas__ProblemOut: {
            acts: components["schemas"]["Acts"];
            /** Age Days */
            age_days: number;
            /** Alert After Days */
            alert_after_days: number;
            card_state: components["schemas"]["CardState"];
            /** Card Status Raw */
            card_status_raw: string;
            /** Class Group */
            class_group: string | null;
            kind: components["schemas"]["ProblemKind"];
            /** Name */
            name: string;
            /** Next Step */
            next_step: string;
            /** Next Step Code */
            next_step_code: string;
            /** Overdue */
            overdue: boolean;
            /** School Id */
            school_id: string | null;
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
        };
        /** EventOut */
        api__complaints__schemas__EventOut: {
            /** Account Id */
            account_id: string | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By Role */
            by_role: string;
            /** Evidence */
            evidence: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            /** Office */
            office: string | null;
            state: components["schemas"]["ComplaintState"];
            /** Text */
            text: string | null;
        };
        /** MergeIn */
        api__complaints__schemas__MergeIn: {
            /**
             * Into
             * Format: uuid
             */
            into: string;
        };
        /** ReasonIn */
        api__complaints__schemas__ReasonIn: {
            /** Reason */
            reason: string;
        };
        /** ResolveIn */
        api__complaints__schemas__ResolveIn: {
            /** Evidence */
            evidence?: string | null;
            /** Resolution */
            resolution: string;
        };
        /** EventOut */
        api__events__routes__EventOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Data */
            data: {
                [key: string]: unknown;
            };
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            /** Position */
            position: number;
            /** Region Code */
            region_code: string | null;
            /** School Id */
            school_id: string | null;
            /** Subject Id */
            subject_id: string | null;
            /** Subject Type */
            subject_type: string;
        };
        /**
         * MergeIn
         * @description Which of the two rows stays; the one with the NIK where nothing is said.
         */
        api__identity__merge_schemas__MergeIn: {
            /** Reason */
            reason?: string | null;
            /** Survivor Id */
            survivor_id?: string | null;
        };
        /** ConfirmIn */
        api__identity__transfer_schemas__ConfirmIn: {
            /** Reason */
            reason?: string | null;
        };
        /**
         * ResolveIn
         * @description The pupil it is about, or why it is discarded; neither applies it to the pupil that it names itself.
         */
        api__recordings__schemas__ResolveIn: {
            /** Discard Reason */
            discard_reason?: string | null;
            /** Student Id */
            student_id?: string | null;
        };
        /** ResolveIn */
        api__students__schemas__ResolveIn: {
            /** Note */
            note: string;
        };
        /** ProblemOut */
        api__submissions__schemas__ProblemOut: {
            /** Cell */
            cell: string | null;
            /** Code */
            code: string;
            /** Field */
            field: string;
            /** Message */
            message: string;
            /**
             * Severity
             * @enum {string}
             */
            severity: "error" | "warning" | "info";
        };
        /** ConfirmIn */
        api__visits__schemas__ConfirmIn: {
            /** Reason */
            reason?: string | null;
        };
        /** ReasonIn */
        api__visits__schemas__ReasonIn: {
            /** Reason */
            reason: string;
        };
        /**
         * GroupBy
         * @enum {string}
         */
        app__cards__due_queries__GroupBy: "school" | "village" | "day";
        /**
         * GroupBy
         * @description What statistics are parted by.
         * @enum {string}
         */
        app__complaints__rules__GroupBy: "category" | "class" | "school" | "month";
        /**
         * GroupBy
         * @enum {string}
         */
        app__coverage__rules__GroupBy: "region" | "district" | "village" | "school" | "birth_month" | "recorded_month" | "sex" | "kind" | "enrolment";
        /**
         * Verdict
         * @description What the three lists say together; the first that fits, so that each pupil is one thing to do at most.
         * @enum {string}
         */
        app__identity__reconciliation__Verdict: "graduated_but_listed" | "left_but_seen" | "left_unconfirmed" | "already_recorded_unconfirmed" | "listed_but_left" | "problem_at_centre" | "recorded_here_unknown_at_centre" | "recorded_not_listed" | "seen_absent_but_recorded" | "not_listed" | "listed_not_recorded" | "no_list" | "agrees";
        /**
         * Verdict
         * @description What held at receipt. It never changes; ``counted`` may.
         * @enum {string}
         */
        app__recordings__models__Verdict: "created" | "duplicate" | "parked";
        /** ApplyIn */
        ApplyIn: {
            /** Confirm Missing */
            confirm_missing?: number | null;
        };
        /** AssignIn */
        AssignIn: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
        };
        /** AttachmentOut */
        AttachmentOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By Role */
            by_role: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Media Type */
            media_type: string;
            /** Name */
            name: string;
            /** Size */
            size: number;
        };
        /**
         * BatchIn
         * @description Items are read one by one, so that a broken one harms no other.
         */
        BatchIn: {
            /** Device Time */
            device_time?: string | null;
            /** Items */
            items: unknown[];
        };
        /** BatchOut */
        BatchOut: {
            /** Results */
            results: components["schemas"]["ResultOut"][];
            /**
             * Server Time
             * Format: date-time
             */
            server_time: string;
        };
        /** Body_sign_in_v1_auth_token_post */
        Body_sign_in_v1_auth_token_post: {
            /**
             * Client Id
             * @default
             */
            client_id?: string;
            /**
             * Client Secret
             * @default
             */
            client_secret?: string;
            /**
             * Grant Type
             * @default password
             * @enum {string}
             */
            grant_type?: "password" | "client_credentials";
            /**
             * Keep
             * @default false
             */
            keep?: boolean;
            /** Otp */
            otp?: string | null;
            /**
             * Password
             * @default
             */
            password?: string;
            /**
             * Scope
             * @default
             */
            scope?: string;
            /**
             * Username
             * @default
             */
            username?: string;
        };
        /** CalendarDayIn */
        CalendarDayIn: {
            /**
             * Date From
             * Format: date
             */
            date_from: string;
            /**
             * Date To
             * Format: date
             */
            date_to: string;
            /** Id */
            id?: string | null;
            kind: components["schemas"]["DayKind"];
            /** Name */
            name: string;
            /** Region Code */
            region_code?: string | null;
            /** School Id */
            school_id?: string | null;
            /** Source */
            source: string;
        };
        /** CalendarDayOut */
        CalendarDayOut: {
            /**
             * Date From
             * Format: date
             */
            date_from: string;
            /**
             * Date To
             * Format: date
             */
            date_to: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            kind: components["schemas"]["DayKind"];
            /** Name */
            name: string;
            /** Region Code */
            region_code: string | null;
            /** School Id */
            school_id: string | null;
            /** Source */
            source: string;
            /** Version */
            version: number;
        };
        /** CalendarDayPatch */
        CalendarDayPatch: {
            /** Date From */
            date_from?: string | null;
            /** Date To */
            date_to?: string | null;
            kind?: components["schemas"]["DayKind"] | null;
            /** Name */
            name?: string | null;
            /** Source */
            source?: string | null;
        };
        /** CardEventIn */
        CardEventIn: {
            /** Document */
            document?: string | null;
            /** Id */
            id?: string | null;
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            /** Reason */
            reason?: string | null;
            /** Status */
            status: string;
        };
        /** CardEventOut */
        CardEventOut: {
            card_state: components["schemas"]["CardState"];
            /** Document */
            document: string | null;
            /** Flags */
            flags: string[];
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            /** Reason */
            reason: string | null;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /** Source */
            source: string;
            /** Status */
            status: string;
            /** Step */
            step: string | null;
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
            /** Voided By */
            voided_by: string | null;
        };
        /** CardEventVoidIn */
        CardEventVoidIn: {
            /** Reason */
            reason: string;
        };
        /**
         * CardState
         * @enum {string}
         */
        CardState: "not_recorded" | "in_process" | "problem" | "ready" | "printed" | "handed_over" | "unknown";
        /** CardStatusIn */
        CardStatusIn: {
            /** Code */
            code: string;
        };
        /** CardStatusOut */
        CardStatusOut: {
            card_state: components["schemas"]["CardState"];
            /** Message */
            message: string;
            /** Next Step */
            next_step: string;
            /** Title */
            title: string;
        };
        /**
         * CatchUpIn
         * @description Team and kits are those of the former visit unless named.
         */
        CatchUpIn: {
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Id */
            id?: string | null;
            /** Kit Ids */
            kit_ids?: string[] | null;
            /** Override Reason */
            override_reason?: string | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /** Team Id */
            team_id?: string | null;
        };
        /**
         * Category
         * @enum {string}
         */
        Category: "service" | "delay" | "data" | "staff" | "illegal_levy" | "facility" | "information" | "other";
        /** ChangeOut */
        ChangeOut: {
            /** Field */
            field: string;
            /** From */
            from: unknown;
            /** To */
            to: unknown;
        };
        /**
         * Channel
         * @enum {string}
         */
        Channel: "email" | "webhook" | "file";
        /** CheckOut */
        CheckOut: {
            /** Changed Coefficients */
            changed_coefficients: string[];
            /** Differences */
            differences: components["schemas"]["DifferenceOut"][];
            /** Differences Now */
            differences_now: components["schemas"]["DifferenceOut"][];
            /** Equal */
            equal: boolean;
            /** Equal Now */
            equal_now: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Measure Version */
            measure_version: number;
            /** Moved */
            moved: components["schemas"]["MovedOut"][];
            /** Moved Count */
            moved_count: number | null;
        };
        /** ChoiceOut */
        ChoiceOut: {
            /** Mark */
            mark: number;
            /** Text */
            text: string;
        };
        /** ClassStepOut */
        ClassStepOut: {
            /** Class After */
            class_after: string | null;
            /** Class Before */
            class_before: string | null;
            outcome: components["schemas"]["RolloverOutcome"];
            /** Pupils */
            pupils: number;
        };
        /**
         * Clock
         * @description What the law lets run from a birthday or a wedding.
         * @enum {string}
         */
        Clock: "nearing_22" | "past_22" | "past_17" | "married";
        /** ClockOut */
        ClockOut: {
            /** Birth Date */
            birth_date: string | null;
            card_state: components["schemas"]["CardState"];
            /** Class Group */
            class_group: string | null;
            /** Days Left */
            days_left: number | null;
            kind: components["schemas"]["Clock"];
            /** Name */
            name: string;
            recorded: components["schemas"]["Recorded"];
            /** Residence Code */
            residence_code: string | null;
            /** School Id */
            school_id: string | null;
            /** Strikes On */
            strikes_on: string | null;
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
        };
        /**
         * CodesIn
         * @description Classification code of the archive by kind of letter.
         */
        CodesIn: {
            /** Assignment */
            assignment: string;
            /** Consent */
            consent: string;
            /** Notice */
            notice: string;
            /**
             * Receipt
             * @default 400.12
             */
            receipt?: string;
            /** Report */
            report: string;
            /** Roster */
            roster: string;
            /** Slips */
            slips: string;
        };
        /** CodesOut */
        CodesOut: {
            /** Assignment */
            assignment: string;
            /** Consent */
            consent: string;
            /** Notice */
            notice: string;
            /** Receipt */
            receipt: string;
            /** Report */
            report: string;
            /** Roster */
            roster: string;
            /** Slips */
            slips: string;
        };
        /**
         * CoefficientOut
         * @description A dated setting, as it held on a day of the period.
         */
        CoefficientOut: {
            /** Assumed */
            assumed: boolean;
            /** Key */
            key: string;
            /** Region Code */
            region_code: string;
            /** Source */
            source: string | null;
            /**
             * Valid From
             * Format: date
             */
            valid_from: string;
            /** Value */
            value: unknown;
        };
        /** CohortTotalIn */
        CohortTotalIn: {
            /**
             * Dated
             * Format: date
             */
            dated: string;
            /** Population */
            population: number;
            /** Recorded In Year */
            recorded_in_year?: number | null;
            /** Source */
            source: string;
        };
        /** CohortTotalOut */
        CohortTotalOut: {
            /**
             * Dated
             * Format: date
             */
            dated: string;
            /**
             * Known From
             * Format: date-time
             */
            known_from: string;
            /** Population */
            population: number;
            /** Recorded In Year */
            recorded_in_year: number | null;
            /** Region Code */
            region_code: string;
            /** Source */
            source: string;
            /** Year */
            year: number;
        };
        /** CommentOut */
        CommentOut: {
            /**
             * Answered On
             * Format: date
             */
            answered_on: string;
            /** Comment */
            comment: string;
            /** Hidden */
            hidden: number;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** School Id */
            school_id: string | null;
            source: components["schemas"]["Source"];
            /** Visit Id */
            visit_id: string | null;
        };
        /**
         * ComplaintClass
         * @enum {string}
         */
        ComplaintClass: "information" | "complaint" | "investigation";
        /** ComplaintFiledOut */
        ComplaintFiledOut: {
            /** Access Code */
            access_code: string;
            /** Allowed */
            allowed: components["schemas"]["Action"][];
            /** Anonymous */
            anonymous: boolean;
            /** Assigned To */
            assigned_to: string | null;
            /** Attachments */
            attachments: components["schemas"]["AttachmentOut"][];
            /** Body */
            body: string;
            category: components["schemas"]["Category"];
            class: components["schemas"]["ComplaintClass"] | null;
            /** Contact */
            contact: string | null;
            /** Due At */
            due_at: string | null;
            /** Escalated At */
            escalated_at: string | null;
            /** Events */
            events: components["schemas"]["api__complaints__schemas__EventOut"][];
            /** Filed By School Id */
            filed_by_school_id: string | null;
            /** Handled At */
            handled_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Merged */
            merged: components["schemas"]["NamedOut"][];
            /** Merged Into */
            merged_into: string | null;
            /** Name */
            name: string | null;
            /** Overdue */
            overdue: boolean;
            /** Place Code */
            place_code: string;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /** Region Code */
            region_code: string;
            /** Reopened */
            reopened: number;
            /** School Id */
            school_id: string | null;
            /** Secret */
            secret: boolean;
            state: components["schemas"]["ComplaintState"];
            /** Subject */
            subject: string;
            /** Ticket */
            ticket: string;
            verdict: components["schemas"]["ReporterVerdict"] | null;
            /** Verified At */
            verified_at: string | null;
            /**
             * Verify By
             * Format: date-time
             */
            verify_by: string;
            /** Version */
            version: number;
        };
        /** ComplaintIn */
        ComplaintIn: {
            /** Anonymous */
            anonymous?: boolean | null;
            /** Body */
            body: string;
            category: components["schemas"]["Category"];
            /** Contact */
            contact?: string | null;
            /** Id */
            id?: string | null;
            /** Name */
            name?: string | null;
            /** Region Code */
            region_code?: string | null;
            /** School Id */
            school_id?: string | null;
            /** Secret */
            secret?: boolean | null;
            /** Subject */
            subject: string;
        };
        /** ComplaintOut */
        ComplaintOut: {
            /** Allowed */
            allowed: components["schemas"]["Action"][];
            /** Anonymous */
            anonymous: boolean;
            /** Assigned To */
            assigned_to: string | null;
            /** Attachments */
            attachments: components["schemas"]["AttachmentOut"][];
            /** Body */
            body: string;
            category: components["schemas"]["Category"];
            class: components["schemas"]["ComplaintClass"] | null;
            /** Contact */
            contact: string | null;
            /** Due At */
            due_at: string | null;
            /** Escalated At */
            escalated_at: string | null;
            /** Events */
            events: components["schemas"]["api__complaints__schemas__EventOut"][];
            /** Filed By School Id */
            filed_by_school_id: string | null;
            /** Handled At */
            handled_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Merged */
            merged: components["schemas"]["NamedOut"][];
            /** Merged Into */
            merged_into: string | null;
            /** Name */
            name: string | null;
            /** Overdue */
            overdue: boolean;
            /** Place Code */
            place_code: string;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /** Region Code */
            region_code: string;
            /** Reopened */
            reopened: number;
            /** School Id */
            school_id: string | null;
            /** Secret */
            secret: boolean;
            state: components["schemas"]["ComplaintState"];
            /** Subject */
            subject: string;
            /** Ticket */
            ticket: string;
            verdict: components["schemas"]["ReporterVerdict"] | null;
            /** Verified At */
            verified_at: string | null;
            /**
             * Verify By
             * Format: date-time
             */
            verify_by: string;
            /** Version */
            version: number;
        };
        /**
         * ComplaintPatch
         * @description Only what is named is changed.
         */
        ComplaintPatch: {
            category?: components["schemas"]["Category"] | null;
            /** School Id */
            school_id?: string | null;
        };
        /**
         * ComplaintState
         * @enum {string}
         */
        ComplaintState: "received" | "verified" | "in_progress" | "resolved" | "closed" | "rejected";
        /** ConsentIn */
        ConsentIn: {
            /** Document */
            document?: string | null;
            /** Given By */
            given_by: string;
            /**
             * Given On
             * Format: date
             */
            given_on: string;
            /** Id */
            id?: string | null;
            relation: components["schemas"]["ConsentRelation"];
            /**
             * State
             * @enum {string}
             */
            state: "given" | "refused" | "withdrawn";
        };
        /** ConsentOut */
        ConsentOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Document */
            document: string | null;
            /** Given By */
            given_by: string | null;
            /**
             * Given On
             * Format: date
             */
            given_on: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            relation: components["schemas"]["ConsentRelation"];
            state: components["schemas"]["ConsentState"];
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
        };
        /**
         * ConsentRelation
         * @enum {string}
         */
        ConsentRelation: "self" | "parent" | "guardian";
        /**
         * ConsentState
         * @description What was said to the processing of a pupil's data where the region asks for consent beside the legal duty.
         * @enum {string}
         */
        ConsentState: "none" | "given" | "refused" | "withdrawn";
        /** CountsOut */
        CountsOut: {
            /** Graduates */
            graduates: number;
            /** Moves Up */
            moves_up: number;
            /** Stays */
            stays: number;
            /** Undecided */
            undecided: number;
        };
        /** CoverageItem */
        CoverageItem: {
            /** Handed Over */
            handed_over: number;
            /** Key */
            key: string;
            /** List Completeness */
            list_completeness: number | null;
            /** Listed */
            listed: number;
            /** Name */
            name: string;
            /** On Time 17 */
            on_time_17: number;
            /** Percent */
            percent: number | null;
            /** Population */
            population: number | null;
            /**
             * Population Date
             * Format: date
             */
            population_date: string;
            /** Population Source */
            population_source: string;
            /** Printed */
            printed: number;
            /** Ready */
            ready: number;
            /** Recorded */
            recorded: number;
            /** Recorded Elsewhere */
            recorded_elsewhere: number | null;
            /** Recorded Here */
            recorded_here: number | null;
            /** Recorded Rows Url */
            recorded_rows_url: string | null;
            /** Rows Url */
            rows_url: string | null;
        };
        /** CoverageOut */
        CoverageOut: {
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            /** Cohort */
            cohort: number;
            /** Counted To */
            counted_to: string | null;
            /** Items */
            items: components["schemas"]["CoverageItem"][];
            /** Known At */
            known_at: string | null;
            measure: components["schemas"]["Measure"];
            /** Rounded Down To */
            rounded_down_to: number | null;
            total: components["schemas"]["CoverageTotal"];
        };
        /** CoverageTotal */
        CoverageTotal: {
            /** Handed Over */
            handed_over: number;
            /** List Completeness */
            list_completeness: number | null;
            /** Listed */
            listed: number;
            /** On Time 17 */
            on_time_17: number;
            /** Percent */
            percent: number | null;
            /** Population */
            population: number | null;
            /**
             * Population Date
             * Format: date
             */
            population_date: string;
            /** Population Source */
            population_source: string;
            /** Printed */
            printed: number;
            /** Ready */
            ready: number;
            /** Recorded */
            recorded: number;
            /** Recorded Elsewhere */
            recorded_elsewhere: number | null;
            /** Recorded Here */
            recorded_here: number | null;
            /** Recorded Rows Url */
            recorded_rows_url: string | null;
            /** Rows Url */
            rows_url: string | null;
        };
        /**
         * DataIssueKind
         * @enum {string}
         */
        DataIssueKind: "nik_missing" | "nik_contradiction" | "birth_date_mismatch" | "sex_mismatch" | "not_online" | "already_recorded_unconfirmed" | "recorded_unknown_at_centre" | "recorded_twice";
        /**
         * DataIssueOut
         * @description `student_name`: null where the person is out of your sight.
         */
        DataIssueOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            kind: components["schemas"]["DataIssueKind"];
            /** Note */
            note: string | null;
            /** Region Code */
            region_code: string;
            /** Resolved At */
            resolved_at: string | null;
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
            /** Student Name */
            student_name: string | null;
        };
        /** DataRequestIn */
        DataRequestIn: {
            /** Asked By */
            asked_by?: string | null;
            /** Body */
            body?: string | null;
            /** Id */
            id?: string | null;
            kind: components["schemas"]["DataRequestKind"];
            /** @default self */
            relation?: components["schemas"]["ConsentRelation"];
        };
        /**
         * DataRequestKind
         * @enum {string}
         */
        DataRequestKind: "access" | "correct" | "restrict" | "withdraw" | "erase";
        /**
         * DataRequestOut
         * @description `student_name`: told in lists alone, null where the person is out of your sight.
         */
        DataRequestOut: {
            /** Asked By */
            asked_by: string | null;
            /** Body */
            body: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Decided At */
            decided_at: string | null;
            /**
             * Due At
             * Format: date-time
             */
            due_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            kind: components["schemas"]["DataRequestKind"];
            /** Note */
            note: string | null;
            /** Overdue */
            overdue: boolean;
            /** Region Code */
            region_code: string;
            relation: components["schemas"]["ConsentRelation"];
            state: components["schemas"]["DataRequestState"];
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
            /** Student Name */
            student_name: string | null;
            /** Version */
            version: number;
        };
        /**
         * DataRequestState
         * @enum {string}
         */
        DataRequestState: "open" | "granted" | "refused";
        /**
         * DayKind
         * @enum {string}
         */
        DayKind: "national_holiday" | "joint_leave" | "school_holiday" | "exam" | "other";
        /**
         * DayLineIn
         * @description Days on which something does not go on. Without `region_code` they hold in your whole scope.
         */
        DayLineIn: {
            /**
             * Date From
             * Format: date
             */
            date_from: string;
            /**
             * Date To
             * Format: date
             */
            date_to: string;
            kind: components["schemas"]["DayKind"];
            /** Name */
            name: string;
            /** Region Code */
            region_code?: string | null;
            /** School Id */
            school_id?: string | null;
            /** Source */
            source: string;
        };
        /** DaysImportIn */
        DaysImportIn: {
            /**
             * Dry Run
             * @default false
             */
            dry_run?: boolean;
            /** Items */
            items: components["schemas"]["DayLineIn"][];
        };
        /** DaysImportOut */
        DaysImportOut: {
            /** Added */
            added: number;
            /** Known */
            known: number;
        };
        /** DeadLetterOut */
        DeadLetterOut: {
            /** Attempts */
            attempts: number;
            /**
             * Dead At
             * Format: date-time
             */
            dead_at: string;
            /** First At */
            first_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            /** Position */
            position: number;
            /** Subject Id */
            subject_id: string | null;
            /** Subject Type */
            subject_type: string;
        };
        /**
         * Decision
         * @enum {string}
         */
        Decision: "granted" | "refused";
        /** DecisionIn */
        DecisionIn: {
            decision: components["schemas"]["Decision"];
            /** Note */
            note?: string | null;
        };
        /** DeclineIn */
        DeclineIn: {
            /** Other Dates */
            other_dates?: string[] | null;
            /** Reason */
            reason: string;
        };
        /** DeviceOut */
        DeviceOut: {
            /** Device Id */
            device_id: string;
            /** Held */
            held: number;
            /** Last Received At */
            last_received_at: string | null;
            /** Parked */
            parked: number;
            /** Reconciled At */
            reconciled_at: string | null;
            /** Region Code */
            region_code: string;
            /** Sent */
            sent: number | null;
            /** Unaccounted */
            unaccounted: number | null;
        };
        /** DifferenceOut */
        DifferenceOut: {
            /** Figure */
            figure: string;
            /** Found */
            found: number | string | null;
            /** Key */
            key: string;
            /** Name */
            name: string | null;
            /** Published */
            published: number | string | null;
        };
        /**
         * Direction
         * @description A transfer as seen from one's own school or region.
         * @enum {string}
         */
        Direction: "incoming" | "outgoing" | "within";
        /** DisclosureIn */
        DisclosureIn: {
            /** Reason */
            reason: string;
        };
        /** DisclosureOut */
        DisclosureOut: {
            /** Account Id */
            account_id: string | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Reason */
            reason: string;
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
        };
        /** DismissIn */
        DismissIn: {
            /** Reason */
            reason: string;
        };
        /** DueGroupOut */
        DueGroupOut: {
            /** Counts */
            counts: {
                [key: string]: number;
            };
            /** Due */
            due: number;
            /** Key */
            key: string | null;
            /** Name */
            name: string | null;
        };
        /** DueListOut */
        DueListOut: {
            /** Counts */
            counts: {
                [key: string]: number;
            };
            /** Groups */
            groups: components["schemas"]["DueGroupOut"][] | null;
            /** Items */
            items: components["schemas"]["DueOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** DueOut */
        DueOut: {
            card_state: components["schemas"]["CardState"];
            /** Card Status Raw */
            card_status_raw: string | null;
            /** Class Group */
            class_group: string | null;
            /** Handed Over On */
            handed_over_on: string | null;
            /** Legal Day */
            legal_day: string | null;
            /** Name */
            name: string;
            recorded: components["schemas"]["Recorded"];
            /** Residence Code */
            residence_code: string | null;
            /** School Id */
            school_id: string | null;
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
            /**
             * Turns 17 On
             * Format: date
             */
            turns_17_on: string;
        };
        /** DuplicateOut */
        DuplicateOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Decided At */
            decided_at: string | null;
            first: components["schemas"]["PersonOut"];
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Note */
            note: string | null;
            /** Reasons */
            reasons: components["schemas"]["ReasonOut"][];
            /** Region Code */
            region_code: string;
            /** Score */
            score: number;
            second: components["schemas"]["PersonOut"];
            state: components["schemas"]["DuplicateState"];
            /**
             * Suggested Survivor Id
             * Format: uuid
             */
            suggested_survivor_id: string;
            /** Version */
            version: number;
        };
        /**
         * DuplicateState
         * @enum {string}
         */
        DuplicateState: "open" | "merged" | "dismissed" | "obsolete";
        /** DurationOut */
        DurationOut: {
            /** Before Recording */
            before_recording: number;
            /** Key */
            key: string;
            /** Median Days */
            median_days: number | null;
            /** Name */
            name: string;
            /** P90 Days */
            p90_days: number | null;
            /** Students */
            students: number;
        };
        /** DurationsOut */
        DurationsOut: {
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            /** Cohort */
            cohort: number;
            /** Items */
            items: components["schemas"]["DurationOut"][];
            /** Known At */
            known_at: string | null;
            /** Rounded Down To */
            rounded_down_to: number | null;
        };
        /**
         * Element
         * @description The nine elements of PermenPAN-RB 14/2017, by name: whether it puts complaints eighth or ninth was never seen, so
         *     no number is kept.
         * @enum {string}
         */
        Element: "requirements" | "procedure" | "time" | "cost" | "product" | "competence" | "behaviour" | "facilities" | "complaint_handling";
        /** ElementOut */
        ElementOut: {
            /** Index */
            index: number;
            /** Mean */
            mean: number;
            name: components["schemas"]["Element"];
        };
        /** EligibilityItem */
        EligibilityItem: {
            /** Age Unknown */
            age_unknown: number;
            /** Becoming Eligible 90D */
            becoming_eligible_90d: number;
            /** Eligible */
            eligible: number;
            /** Eligible Rows Url */
            eligible_rows_url: string | null;
            /** Key */
            key: string;
            /** Name */
            name: string;
            /** Recorded */
            recorded: number;
            /** Rows Url */
            rows_url: string | null;
            /** Students */
            students: number;
        };
        /** EligibilityOut */
        EligibilityOut: {
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            /** Items */
            items: components["schemas"]["EligibilityItem"][];
            /** Known At */
            known_at: string | null;
            /** Rounded Down To */
            rounded_down_to: number | null;
            total: components["schemas"]["EligibilityTotal"];
        };
        /** EligibilityTotal */
        EligibilityTotal: {
            /** Age Unknown */
            age_unknown: number;
            /** Becoming Eligible 90D */
            becoming_eligible_90d: number;
            /** Eligible */
            eligible: number;
            /** Eligible Rows Url */
            eligible_rows_url: string | null;
            /** Recorded */
            recorded: number;
            /** Rows Url */
            rows_url: string | null;
            /** Students */
            students: number;
        };
        /** EnrolmentOut */
        EnrolmentOut: {
            /** Class Group */
            class_group: string | null;
            /**
             * Date From
             * Format: date
             */
            date_from: string;
            /** Date To */
            date_to: string | null;
            /** Grade */
            grade: number | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            state: components["schemas"]["EnrolmentState"];
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
        };
        /**
         * EnrolmentState
         * @enum {string}
         */
        EnrolmentState: "active" | "ended";
        /** EventsOut */
        EventsOut: {
            /**
             * Epoch
             * Format: uuid
             */
            epoch: string;
            /** Items */
            items: components["schemas"]["api__events__routes__EventOut"][];
            /** Next After */
            next_after: string;
        };
        /**
         * ExceptionIn
         * @description A pupil who goes another way than the rest of the class.
         */
        ExceptionIn: {
            /** Class Group */
            class_group?: string | null;
            /** Grade */
            grade?: number | null;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "stays" | "graduates" | "moves_up";
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
        };
        /**
         * ExportOut
         * @description Everything held of a person; each section holds rows as they are kept, what was sealed in the open.
         */
        ExportOut: {
            /** Facts */
            facts: {
                [key: string]: unknown;
            }[];
            /** Holdings */
            holdings: {
                [key: string]: {
                    [key: string]: unknown;
                }[];
            };
            /** Journal */
            journal: {
                [key: string]: unknown;
            }[];
            /**
             * Made At
             * Format: date-time
             */
            made_at: string;
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
        };
        /** FeedIn */
        FeedIn: {
            /** Id */
            id?: string | null;
            kind: components["schemas"]["FeedKind"];
            /** Target Id */
            target_id?: string | null;
        };
        /**
         * FeedKind
         * @enum {string}
         */
        FeedKind: "team" | "school" | "office";
        /** FeedOut */
        FeedOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            kind: components["schemas"]["FeedKind"];
            /** Region Code */
            region_code: string | null;
            /** School Id */
            school_id: string | null;
            /** Team Id */
            team_id: string | null;
        };
        /**
         * FieldVisit
         * @description A visit to come, and the ETag of its pack: fetch the pack when it differs from the one on the device.
         */
        FieldVisit: {
            /**
             * Date
             * Format: date
             */
            date: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Etag */
            etag: string;
            /** Expected */
            expected: number;
            kind: components["schemas"]["VisitKind"];
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /** School Name */
            school_name: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            state: components["schemas"]["VisitState"];
            /**
             * Team Id
             * Format: uuid
             */
            team_id: string;
            /**
             * Visit Id
             * Format: uuid
             */
            visit_id: string;
        };
        /** FieldVisitsOut */
        FieldVisitsOut: {
            /**
             * Epoch
             * Format: uuid
             */
            epoch: string;
            /** Items */
            items: components["schemas"]["FieldVisit"][];
        };
        /**
         * Figure
         * @description What is counted of people. Each has one condition, by which it is counted and its rows are listed.
         * @enum {string}
         */
        Figure: "listed" | "eligible" | "age_unknown" | "becoming_eligible_90d" | "of_age" | "scheduled" | "recorded" | "not_recorded" | "recorded_here" | "recorded_elsewhere" | "ready" | "printed" | "handed_over" | "on_time_17" | "reached_ready" | "reached_printed";
        /**
         * FilledOut
         * @description A roster as it was filled. `left_out`: eligible pupils who are restricted or without consent.
         */
        FilledOut: {
            /** Items */
            items: components["schemas"]["RosterItemOut"][];
            /** Left Out */
            left_out: number;
        };
        /** FunnelOut */
        FunnelOut: {
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            /** Cohort */
            cohort: number;
            /** Items */
            items: components["schemas"]["StepOut"][];
            /** Known At */
            known_at: string | null;
            /** Rounded Down To */
            rounded_down_to: number | null;
        };
        /**
         * Grade
         * @description *Mutu pelayanan*. The bands leave gaps at the third decimal, so the index is rounded before it is banded.
         * @enum {string}
         */
        Grade: "A" | "B" | "C" | "D";
        /** GroupOut */
        GroupOut: {
            /** Confirmed Ratio */
            confirmed_ratio: number | null;
            /** Confirmed Solved */
            confirmed_solved: number;
            /** Handled */
            handled: number;
            /** Handled Ratio */
            handled_ratio: number | null;
            /** Key */
            key: string;
            /** Median Working Days */
            median_working_days: number | null;
            /** Name */
            name: string | null;
            /** On Time */
            on_time: number;
            /** Received */
            received: number;
        };
        /** HandoverIn */
        HandoverIn: {
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Id */
            id?: string | null;
            /** Items */
            items: components["schemas"]["ReceiptIn"][];
            /** Place */
            place: string;
            /** School Id */
            school_id?: string | null;
        };
        /** HandoverOut */
        HandoverOut: {
            /**
             * Date
             * Format: date
             */
            date: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Items */
            items: components["schemas"]["ReceiptOut"][];
            /** Place */
            place: string;
            /** Region Code */
            region_code: string;
            /** School Id */
            school_id: string | null;
            /** Version */
            version: number;
        };
        /** HealthOut */
        HealthOut: {
            /** Status */
            status: string;
        };
        /** HistoryOut */
        HistoryOut: {
            /** Card Events */
            card_events: components["schemas"]["PastCardEventOut"][];
            /** Cycle */
            cycle: number;
            /** Enrolments */
            enrolments: components["schemas"]["EnrolmentOut"][];
            /** Items */
            items: components["schemas"]["VersionOut"][];
            /** Merged Ids */
            merged_ids: string[];
            /** Recordings */
            recordings: components["schemas"]["PastRecordingOut"][];
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
        };
        /**
         * IkmOut
         * @description The satisfaction index of PermenPAN-RB 14/2017; every element weighs exactly one ninth.
         */
        IkmOut: {
            /**
             * Date From
             * Format: date
             */
            date_from: string;
            /**
             * Date To
             * Format: date
             */
            date_to: string;
            /** Elements */
            elements: components["schemas"]["ElementOut"][];
            grade: components["schemas"]["Grade"] | null;
            /** Ikm */
            ikm: number | null;
            /** Ikm Weight 011 */
            ikm_weight_011: number | null;
            /** Open Share */
            open_share: number | null;
            /** Population */
            population: number;
            /** Required Sample */
            required_sample: number;
            /** Respondents */
            respondents: number;
            /** Sample Reached */
            sample_reached: boolean;
            /** Service Quality */
            service_quality: string | null;
        };
        /** ImpactInputs */
        ImpactInputs: {
            /** Coefficients */
            coefficients: components["schemas"]["CoefficientOut"][];
            /** Pupils */
            pupils: number;
            /** Trips */
            trips: number;
            /** Unlocated */
            unlocated: number;
            /** Visits */
            visits: number;
        };
        /** ImpactItem */
        ImpactItem: {
            /** Formula */
            formula: string;
            /** High */
            high: number;
            inputs: components["schemas"]["ImpactInputs"];
            /** Label */
            label: string;
            /** Likely */
            likely: number;
            /** Low */
            low: number;
            name: components["schemas"]["Item"];
            /** Strongest Assumption */
            strongest_assumption: string;
            /** Unit */
            unit: string;
        };
        /** ImpactOut */
        ImpactOut: {
            /** Counterfactual */
            counterfactual: string;
            /**
             * Date From
             * Format: date
             */
            date_from: string;
            /**
             * Date To
             * Format: date
             */
            date_to: string;
            /** Items */
            items: components["schemas"]["ImpactItem"][];
            /** Rounded Down To */
            rounded_down_to: number | null;
        };
        /**
         * ImportOutcome
         * @enum {string}
         */
        ImportOutcome: "created" | "unchanged" | "rejected" | "ignored";
        /**
         * ImportState
         * @enum {string}
         */
        ImportState: "checked" | "applied" | "discarded" | "reverted";
        /**
         * Interval
         * @enum {string}
         */
        Interval: "day" | "week" | "month";
        /**
         * Item
         * @description The figures, in the order in which they are told.
         * @enum {string}
         */
        Item: "people_served" | "visits_held" | "pupil_kilometres" | "motorbike_trips" | "motorbike_kilometres" | "team_kilometres" | "net_kilometres" | "pupil_minutes" | "team_minutes" | "net_minutes" | "lesson_hours" | "pupil_rupiah" | "team_rupiah" | "net_rupiah";
        /** JournalLineOut */
        JournalLineOut: {
            /** Actor Id */
            actor_id: string | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Data */
            data: {
                [key: string]: unknown;
            };
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            /** Region Code */
            region_code: string | null;
            /** Request Id */
            request_id: string;
            /** Role */
            role: string;
            /** School Id */
            school_id: string | null;
            /** Subject Id */
            subject_id: string | null;
            /** Subject Type */
            subject_type: string;
        };
        /** KeptOut */
        KeptOut: {
            reason: components["schemas"]["KeptReason"];
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
        };
        /**
         * KeptReason
         * @description Why something that a list did stays although the list is taken back.
         * @enum {string}
         */
        KeptReason: "later_list" | "field_work" | "card" | "on_roster" | "changed_since" | "moved" | "merged" | "claimed" | "transfer_decided" | "nik_disclosed" | "asked" | "referred";
        /** KitIn */
        KitIn: {
            /** Capacity Per Day */
            capacity_per_day?: number | null;
            /** Code */
            code: string;
            /** Id */
            id?: string | null;
            /** Note */
            note?: string | null;
            /** Region Code */
            region_code: string;
            /** @default ready */
            state?: components["schemas"]["KitState"];
        };
        /** KitOut */
        KitOut: {
            /** Capacity Per Day */
            capacity_per_day: number;
            /** Code */
            code: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Note */
            note: string | null;
            /** Region Code */
            region_code: string;
            state: components["schemas"]["KitState"];
            /** Version */
            version: number;
        };
        /**
         * KitPatch
         * @description Only what is named is changed. A kit stays in its region.
         */
        KitPatch: {
            /** Capacity Per Day */
            capacity_per_day?: number | null;
            /** Code */
            code?: string | null;
            /** Note */
            note?: string | null;
            state?: components["schemas"]["KitState"] | null;
        };
        /**
         * KitState
         * @enum {string}
         */
        KitState: "ready" | "broken" | "in_repair";
        /**
         * LedgerOut
         * @description A school's day: expected + walk_ins = the sum of the outcomes + not_yet_seen, one place per person.
         */
        LedgerOut: {
            /** Absent */
            absent: number;
            /** Already Recorded */
            already_recorded: number;
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Deferred */
            deferred: number;
            /** Expected */
            expected: number;
            /** Failed */
            failed: number;
            /** Left */
            left: number;
            /** Not Yet Seen */
            not_yet_seen: number;
            /** Recorded */
            recorded: number;
            /** Refused */
            refused: number;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /** Under Age */
            under_age: number;
            /** Visit Ids */
            visit_ids: string[];
            /** Walk Ins */
            walk_ins: number;
        };
        /** LessonPeriodIn */
        LessonPeriodIn: {
            /**
             * Date From
             * Format: date
             */
            date_from: string;
            /**
             * Date To
             * Format: date
             */
            date_to: string;
            /** Friday End */
            friday_end?: string | null;
            /** Id */
            id?: string | null;
            /**
             * Lessons End
             * Format: time
             */
            lessons_end: string;
            /**
             * Lessons Start
             * Format: time
             */
            lessons_start: string;
            /** Name */
            name: string;
            /** Region Code */
            region_code?: string | null;
            /** School Id */
            school_id?: string | null;
            /** Source */
            source: string;
        };
        /** LessonPeriodOut */
        LessonPeriodOut: {
            /**
             * Date From
             * Format: date
             */
            date_from: string;
            /**
             * Date To
             * Format: date
             */
            date_to: string;
            /** Friday End */
            friday_end: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Lessons End
             * Format: time
             */
            lessons_end: string;
            /**
             * Lessons Start
             * Format: time
             */
            lessons_start: string;
            /** Name */
            name: string;
            /** Region Code */
            region_code: string | null;
            /** School Id */
            school_id: string | null;
            /** Source */
            source: string;
            /** Version */
            version: number;
        };
        /** LessonPeriodPatch */
        LessonPeriodPatch: {
            /** Date From */
            date_from?: string | null;
            /** Date To */
            date_to?: string | null;
            /** Friday End */
            friday_end?: string | null;
            /** Lessons End */
            lessons_end?: string | null;
            /** Lessons Start */
            lessons_start?: string | null;
            /** Name */
            name?: string | null;
            /** Source */
            source?: string | null;
        };
        /** LetterheadIn */
        LetterheadIn: {
            /** Address Lines */
            address_lines?: string[];
            codes: components["schemas"]["CodesIn"];
            /** Copies */
            copies?: string[];
            /** Heading Lines */
            heading_lines: string[];
            /** Logo */
            logo?: string | null;
            /** Number Format */
            number_format: string;
            /** Place */
            place: string;
            /** Signer Name */
            signer_name?: string | null;
            /** Signer Nip */
            signer_nip?: string | null;
            /** Signer Rank */
            signer_rank?: string | null;
            /** Signer Title */
            signer_title: string;
            /** Unit Code */
            unit_code: string;
        };
        /** LetterheadOut */
        LetterheadOut: {
            /** Address Lines */
            address_lines: string[];
            codes: components["schemas"]["CodesOut"];
            /** Copies */
            copies: string[];
            /** Default */
            default: boolean;
            /** Heading Lines */
            heading_lines: string[];
            /** Logo */
            logo: string | null;
            /** Number Format */
            number_format: string;
            /** Place */
            place: string;
            /** Region Code */
            region_code: string;
            /** Signer Name */
            signer_name: string | null;
            /** Signer Nip */
            signer_nip: string | null;
            /** Signer Rank */
            signer_rank: string | null;
            /** Signer Title */
            signer_title: string;
            /** Unit Code */
            unit_code: string;
            /** Version */
            version: number;
        };
        /** LetterIn */
        LetterIn: {
            /** Id */
            id?: string | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "notice" | "assignment" | "roster" | "slips" | "consent" | "report";
        };
        /**
         * LetterKind
         * @enum {string}
         */
        LetterKind: "notice" | "assignment" | "roster" | "slips" | "consent" | "report" | "receipt";
        /** LetterOut */
        LetterOut: {
            /** Addendum */
            addendum: number;
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Digest */
            digest: string;
            /** Handover Id */
            handover_id: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Issued At
             * Format: date-time
             */
            issued_at: string;
            kind: components["schemas"]["LetterKind"];
            /** Number */
            number: string;
            /** School Id */
            school_id: string | null;
            /** Sequence */
            sequence: number;
            /** Size */
            size: number;
            /** Url */
            url: string;
            /** Visit Id */
            visit_id: string | null;
            /** Year */
            year: number;
        };
        /** ListOut[AccountOut] */
        ListOut_AccountOut_: {
            /** Items */
            items: components["schemas"]["AccountOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[ActionOut] */
        ListOut_ActionOut_: {
            /** Items */
            items: components["schemas"]["ActionOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[AnnouncedOut] */
        ListOut_AnnouncedOut_: {
            /** Items */
            items: components["schemas"]["AnnouncedOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[AttachmentOut] */
        ListOut_AttachmentOut_: {
            /** Items */
            items: components["schemas"]["AttachmentOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[CalendarDayOut] */
        ListOut_CalendarDayOut_: {
            /** Items */
            items: components["schemas"]["CalendarDayOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[CardEventOut] */
        ListOut_CardEventOut_: {
            /** Items */
            items: components["schemas"]["CardEventOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[ClockOut] */
        ListOut_ClockOut_: {
            /** Items */
            items: components["schemas"]["ClockOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[CohortTotalOut] */
        ListOut_CohortTotalOut_: {
            /** Items */
            items: components["schemas"]["CohortTotalOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[CommentOut] */
        ListOut_CommentOut_: {
            /** Items */
            items: components["schemas"]["CommentOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[ComplaintOut] */
        ListOut_ComplaintOut_: {
            /** Items */
            items: components["schemas"]["ComplaintOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[ConsentOut] */
        ListOut_ConsentOut_: {
            /** Items */
            items: components["schemas"]["ConsentOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[DataIssueOut] */
        ListOut_DataIssueOut_: {
            /** Items */
            items: components["schemas"]["DataIssueOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[DataRequestOut] */
        ListOut_DataRequestOut_: {
            /** Items */
            items: components["schemas"]["DataRequestOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[DeadLetterOut] */
        ListOut_DeadLetterOut_: {
            /** Items */
            items: components["schemas"]["DeadLetterOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[DeviceOut] */
        ListOut_DeviceOut_: {
            /** Items */
            items: components["schemas"]["DeviceOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[DisclosureOut] */
        ListOut_DisclosureOut_: {
            /** Items */
            items: components["schemas"]["DisclosureOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[DuplicateOut] */
        ListOut_DuplicateOut_: {
            /** Items */
            items: components["schemas"]["DuplicateOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[FeedOut] */
        ListOut_FeedOut_: {
            /** Items */
            items: components["schemas"]["FeedOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[HandoverOut] */
        ListOut_HandoverOut_: {
            /** Items */
            items: components["schemas"]["HandoverOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[JournalLineOut] */
        ListOut_JournalLineOut_: {
            /** Items */
            items: components["schemas"]["JournalLineOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[KitOut] */
        ListOut_KitOut_: {
            /** Items */
            items: components["schemas"]["KitOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[LedgerOut] */
        ListOut_LedgerOut_: {
            /** Items */
            items: components["schemas"]["LedgerOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[LessonPeriodOut] */
        ListOut_LessonPeriodOut_: {
            /** Items */
            items: components["schemas"]["LessonPeriodOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[LetterOut] */
        ListOut_LetterOut_: {
            /** Items */
            items: components["schemas"]["LetterOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[MergeOut] */
        ListOut_MergeOut_: {
            /** Items */
            items: components["schemas"]["MergeOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[MessageOut] */
        ListOut_MessageOut_: {
            /** Items */
            items: components["schemas"]["MessageOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[MovementOut] */
        ListOut_MovementOut_: {
            /** Items */
            items: components["schemas"]["MovementOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[OwnershipOut] */
        ListOut_OwnershipOut_: {
            /** Items */
            items: components["schemas"]["OwnershipOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[ParkedOut] */
        ListOut_ParkedOut_: {
            /** Items */
            items: components["schemas"]["ParkedOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[PublicationOut] */
        ListOut_PublicationOut_: {
            /** Items */
            items: components["schemas"]["PublicationOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[RecordingOut] */
        ListOut_RecordingOut_: {
            /** Items */
            items: components["schemas"]["RecordingOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[RegionOut] */
        ListOut_RegionOut_: {
            /** Items */
            items: components["schemas"]["RegionOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[RegistryImportOut] */
        ListOut_RegistryImportOut_: {
            /** Items */
            items: components["schemas"]["RegistryImportOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[RegistryRowOut] */
        ListOut_RegistryRowOut_: {
            /** Items */
            items: components["schemas"]["RegistryRowOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[ReturnOut] */
        ListOut_ReturnOut_: {
            /** Items */
            items: components["schemas"]["ReturnOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[RolloverItemOut] */
        ListOut_RolloverItemOut_: {
            /** Items */
            items: components["schemas"]["RolloverItemOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[RolloverOut] */
        ListOut_RolloverOut_: {
            /** Items */
            items: components["schemas"]["RolloverOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[RowOut] */
        ListOut_RowOut_: {
            /** Items */
            items: components["schemas"]["RowOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[SchoolOut] */
        ListOut_SchoolOut_: {
            /** Items */
            items: components["schemas"]["SchoolOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[ServicePointOut] */
        ListOut_ServicePointOut_: {
            /** Items */
            items: components["schemas"]["ServicePointOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[SessionOut] */
        ListOut_SessionOut_: {
            /** Items */
            items: components["schemas"]["SessionOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[StudentOut] */
        ListOut_StudentOut_: {
            /** Items */
            items: components["schemas"]["StudentOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[SubmissionOut] */
        ListOut_SubmissionOut_: {
            /** Items */
            items: components["schemas"]["SubmissionOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[SubscriptionOut] */
        ListOut_SubscriptionOut_: {
            /** Items */
            items: components["schemas"]["SubscriptionOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[SurveyFormRowOut] */
        ListOut_SurveyFormRowOut_: {
            /** Items */
            items: components["schemas"]["SurveyFormRowOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[TeamOut] */
        ListOut_TeamOut_: {
            /** Items */
            items: components["schemas"]["TeamOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[TransferOut] */
        ListOut_TransferOut_: {
            /** Items */
            items: components["schemas"]["TransferOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[VisitOut] */
        ListOut_VisitOut_: {
            /** Items */
            items: components["schemas"]["VisitOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[VisitRequestOut] */
        ListOut_VisitRequestOut_: {
            /** Items */
            items: components["schemas"]["VisitRequestOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ListOut[WayOut] */
        ListOut_WayOut_: {
            /** Items */
            items: components["schemas"]["WayOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** LookupIn */
        LookupIn: {
            /** Nik */
            nik: string;
        };
        /** LookupOut */
        LookupOut: {
            /** Items */
            items: components["schemas"]["StudentOut"][];
        };
        /**
         * Measure
         * @description Two coverages, never mixed.
         * @enum {string}
         */
        Measure: "cohort" | "in_year";
        /** MeasureOut */
        MeasureOut: {
            /** Denominator */
            denominator: string;
            figure: components["schemas"]["Figure"] | null;
            /** Filter */
            filter: string;
            /** Meaning */
            meaning: string;
            /** Name */
            name: string;
            /** Numerator */
            numerator: string;
            of: components["schemas"]["Figure"] | null;
            /** Path */
            path: string;
            /** Source */
            source: string;
            /** Unit */
            unit: string;
            /** Version */
            version: number;
        };
        /** MeasuresOut */
        MeasuresOut: {
            /** Items */
            items: components["schemas"]["MeasureOut"][];
        };
        /** Member */
        Member: {
            /** Name */
            name: string;
            /** Task */
            task: string;
        };
        /** MemberOut */
        MemberOut: {
            /** Name */
            name: string;
            /** Task */
            task: string;
        };
        /** MergeOut */
        MergeOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Duplicate Id */
            duplicate_id: string | null;
            /** Filled */
            filled: string[];
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Merged Id
             * Format: uuid
             */
            merged_id: string;
            /** Reason */
            reason: string | null;
            /** Region Code */
            region_code: string;
            /**
             * Survivor Id
             * Format: uuid
             */
            survivor_id: string;
            /** Survivor Name */
            survivor_name: string | null;
            /** Undo Reason */
            undo_reason: string | null;
            /** Undone At */
            undone_at: string | null;
            /** Version */
            version: number;
        };
        /** MessageOut */
        MessageOut: {
            /**
             * About On
             * Format: date
             */
            about_on: string;
            /** Attempts */
            attempts: number;
            channel: components["schemas"]["Channel"] | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Next At
             * Format: date-time
             */
            next_at: string;
            reason: components["schemas"]["MessageReason"];
            /** Region Code */
            region_code: string;
            /** School Id */
            school_id: string | null;
            /** Sent At */
            sent_at: string | null;
            state: components["schemas"]["MessageState"];
            /**
             * Subject Id
             * Format: uuid
             */
            subject_id: string;
            /** Subject Type */
            subject_type: string;
            /** Why */
            why: string | null;
        };
        /**
         * MessageReason
         * @enum {string}
         */
        MessageReason: "visit_confirmed" | "visit_changed" | "visit_cancelled" | "card_ready" | "complaint_answered";
        /**
         * MessageState
         * @enum {string}
         */
        MessageState: "waiting" | "sent" | "withdrawn" | "failed";
        /** MovedOut */
        MovedOut: {
            /** Change */
            change: string;
            figure: components["schemas"]["Figure"];
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
        };
        /**
         * Movement
         * @enum {string}
         */
        Movement: "received" | "used" | "spoiled" | "sent" | "counted";
        /** MovementIn */
        MovementIn: {
            /** Day */
            day?: string | null;
            kind: components["schemas"]["Movement"];
            /** Note */
            note?: string | null;
            /** Quantity */
            quantity: number;
        };
        /** MovementOut */
        MovementOut: {
            /**
             * Day
             * Format: date
             */
            day: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            kind: components["schemas"]["Movement"];
            /** Note */
            note: string | null;
            /** Quantity */
            quantity: number;
        };
        /** MultiPolygonIn */
        MultiPolygonIn: {
            /** Coordinates */
            coordinates: number[][][][];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "MultiPolygon";
        };
        /** NamedOut */
        NamedOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Ticket */
            ticket: string;
        };
        /** NewFeedOut */
        NewFeedOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Url */
            url: string | null;
        };
        /** NikOut */
        NikOut: {
            /** Nik */
            nik: string | null;
        };
        /**
         * NoteOut
         * @description Something about the file as a whole that stops nothing.
         */
        NoteOut: {
            /** Code */
            code: string;
            /** Message */
            message: string;
            /**
             * Severity
             * @enum {string}
             */
            severity: "error" | "warning" | "info";
        };
        /**
         * Outcome
         * @enum {string}
         */
        Outcome: "recorded" | "failed" | "refused" | "deferred" | "absent" | "under_age" | "already_recorded" | "left";
        /** OutlineOut */
        OutlineOut: {
            /** Outline */
            outline: {
                [key: string]: unknown;
            } | null;
            /** Region Code */
            region_code: string;
        };
        /**
         * OwnershipIn
         * @description Holders as counted, or the share as the source states it; the heads win.
         */
        OwnershipIn: {
            /**
             * Dated
             * Format: date
             */
            dated: string;
            /** Duty Population */
            duty_population: number;
            /** Holders */
            holders?: number | null;
            /** Percent */
            percent?: number | null;
            /** Source */
            source: string;
        };
        /** OwnershipOut */
        OwnershipOut: {
            /**
             * Dated
             * Format: date
             */
            dated: string;
            /** Duty Population */
            duty_population: number;
            /** Holders */
            holders: number | null;
            /**
             * Known From
             * Format: date-time
             */
            known_from: string;
            /** Percent */
            percent: number | null;
            /** Region Code */
            region_code: string;
            /** Source */
            source: string;
            /** Year */
            year: number;
        };
        /** OwnPasswordIn */
        OwnPasswordIn: {
            /** Current Password */
            current_password: string;
            /** New Password */
            new_password: string;
        };
        /** PackOut */
        PackOut: {
            /**
             * Epoch
             * Format: uuid
             */
            epoch: string;
            /** Reasons */
            reasons: components["schemas"]["Reason"][];
            /** Recording Age */
            recording_age: number;
            /** Roster */
            roster: components["schemas"]["PackPupil"][];
            school: components["schemas"]["PackSchool"];
            /**
             * Server Time
             * Format: date-time
             */
            server_time: string;
            visit: components["schemas"]["PackVisit"];
        };
        /** PackPupil */
        PackPupil: {
            /** Birth Date */
            birth_date: string | null;
            /** Class Group */
            class_group: string | null;
            /** Name */
            name: string;
            /** Outcome */
            outcome: string | null;
            recorded: components["schemas"]["Recorded"];
            sex: components["schemas"]["Sex"] | null;
            /** Slot End */
            slot_end: string | null;
            /** Slot Start */
            slot_start: string | null;
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
            /** Walk In */
            walk_in: boolean;
        };
        /** PackSchool */
        PackSchool: {
            /** Address */
            address: string | null;
            /** Contact Name */
            contact_name: string | null;
            /** Contact Phone */
            contact_phone: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            kind: components["schemas"]["SchoolKind"];
            /** Latitude */
            latitude: number | null;
            /** Longitude */
            longitude: number | null;
            /** Name */
            name: string;
            /** Npsn */
            npsn: string | null;
        };
        /** PackVisit */
        PackVisit: {
            /** Capacity */
            capacity: number;
            /**
             * Date
             * Format: date
             */
            date: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            kind: components["schemas"]["VisitKind"];
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            state: components["schemas"]["VisitState"];
            /**
             * Team Id
             * Format: uuid
             */
            team_id: string;
            /** Version */
            version: number;
        };
        /**
         * PairIn
         * @description Two rows that nobody proposed.
         */
        PairIn: {
            /** Id */
            id?: string | null;
            /**
             * Merged Id
             * Format: uuid
             */
            merged_id: string;
            /** Reason */
            reason: string;
            /**
             * Survivor Id
             * Format: uuid
             */
            survivor_id: string;
        };
        /** ParkedOut */
        ParkedOut: {
            /**
             * Captured At
             * Format: date-time
             */
            captured_at: string;
            /**
             * Corrected At
             * Format: date-time
             */
            corrected_at: string;
            /** Counted */
            counted: boolean;
            /** Cycle */
            cycle: number;
            /** Device Id */
            device_id: string;
            /** Disability Exception */
            disability_exception: boolean | null;
            /** Discard Reason */
            discard_reason: string | null;
            /** Early */
            early: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Ikd Activated */
            ikd_activated: boolean;
            /** Note */
            note: string | null;
            /** Offline */
            offline: boolean;
            outcome: components["schemas"]["Outcome"];
            /** Parked */
            parked: boolean;
            /** Parked Code */
            parked_code: string | null;
            reason: components["schemas"]["Reason"] | null;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /** Region Code */
            region_code: string;
            /** Resolved At */
            resolved_at: string | null;
            /** School Id */
            school_id: string | null;
            /** Skew Seconds */
            skew_seconds: number | null;
            student: components["schemas"]["WaitingStudent"] | null;
            /** Student Id */
            student_id: string | null;
            /** Team Id */
            team_id: string | null;
            verdict: components["schemas"]["app__recordings__models__Verdict"];
            /** Visit Id */
            visit_id: string | null;
            /** Voided By */
            voided_by: string | null;
        };
        /** PasswordIn */
        PasswordIn: {
            /** Password */
            password: string;
        };
        /** PastCardEventOut */
        PastCardEventOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            state: components["schemas"]["CardState"];
            /** Status */
            status: string;
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
            /** Voided By */
            voided_by: string | null;
        };
        /** PastRecordingOut */
        PastRecordingOut: {
            /**
             * Corrected On
             * Format: date
             */
            corrected_on: string;
            /** Counted */
            counted: boolean;
            /** Cycle */
            cycle: number;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Outcome */
            outcome: string;
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
            /** Voided By */
            voided_by: string | null;
        };
        /** PeriodOut */
        PeriodOut: {
            /**
             * Date From
             * Format: date
             */
            date_from: string;
            /**
             * Date To
             * Format: date
             */
            date_to: string;
            /** Percent */
            percent: number | null;
            /** Recorded */
            recorded: number;
            /** Recorded So Far */
            recorded_so_far: number;
            /** Rows Url */
            rows_url: string | null;
        };
        /**
         * PersonOut
         * @description What an officer compares.
         */
        PersonOut: {
            /** Birth Date */
            birth_date: string | null;
            /** Birth Place */
            birth_place: string | null;
            /** Class Group */
            class_group: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Nik Masked */
            nik_masked: string | null;
            /** Nisn */
            nisn: string | null;
            recorded: components["schemas"]["Recorded"];
            /** School Id */
            school_id: string | null;
            sex: components["schemas"]["Sex"] | null;
            status: components["schemas"]["StudentStatus"];
        };
        /** PolygonIn */
        PolygonIn: {
            /** Coordinates */
            coordinates: number[][][];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "Polygon";
        };
        /**
         * Problem
         * @description RFC 9457. ``code`` is stable; the words follow ``Accept-Language`` (``id``, ``en``).
         */
        Problem: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /** Errors */
            errors: components["schemas"]["ProblemFault"][];
            /** Request Id */
            request_id: string;
            /** Status */
            status: number;
            /** Title */
            title: string;
            /** Type */
            type: string;
        } & {
            [key: string]: unknown;
        };
        /** ProblemFault */
        ProblemFault: {
            /** Code */
            code: string;
            /** Message */
            message: string;
            /** Pointer */
            pointer: string;
        };
        /**
         * ProblemKind
         * @description Why a card stands still. The grounds for each next step stand in docs/kartu.md.
         * @enum {string}
         */
        ProblemKind: "duplicate" | "adjudicate" | "enrol_failure" | "search_failure" | "request_validation" | "stuck_sent" | "stuck_here" | "unknown_at_centre" | "unknown_code" | "returned" | "not_received";
        /** ProblemListOut */
        ProblemListOut: {
            /** Counts */
            counts: {
                [key: string]: number;
            };
            /** Items */
            items: components["schemas"]["api__cards__schemas__ProblemOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * ProblemRowsOut
         * @description A problem that rows of a list have, each row counted once.
         */
        ProblemRowsOut: {
            /** Code */
            code: string;
            /** Message */
            message: string;
            /** Rows */
            rows: number;
            /**
             * Severity
             * @enum {string}
             */
            severity: "error" | "warning" | "info";
        };
        /** ProposedDayOut */
        ProposedDayOut: {
            /**
             * Date From
             * Format: date
             */
            date_from: string;
            /**
             * Date To
             * Format: date
             */
            date_to: string;
            kind: components["schemas"]["DayKind"];
            /** Name */
            name: string;
            /** Source */
            source: string;
        };
        /** ProposedDaysOut */
        ProposedDaysOut: {
            /** Items */
            items: components["schemas"]["ProposedDayOut"][];
        };
        /** PublicationIn */
        PublicationIn: {
            /** As Of */
            as_of?: string | null;
            /** Cohort */
            cohort?: number | null;
            group_by?: components["schemas"]["app__coverage__rules__GroupBy"] | null;
            /** Id */
            id?: string | null;
            /** @default cohort */
            measure?: components["schemas"]["Measure"];
            /** Region Code */
            region_code?: string | null;
            /** Title */
            title: string;
        };
        /** PublicationOut */
        PublicationOut: {
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            /** Check Url */
            check_url: string;
            /** Coefficients */
            coefficients: {
                [key: string]: unknown;
            };
            /** Cohort */
            cohort: number;
            group_by: components["schemas"]["app__coverage__rules__GroupBy"] | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Items */
            items: components["schemas"]["PublishedLine"][];
            /**
             * Known At
             * Format: date-time
             */
            known_at: string;
            measure: components["schemas"]["Measure"];
            /** Measure Version */
            measure_version: number;
            /**
             * Published At
             * Format: date-time
             */
            published_at: string;
            /** Published By */
            published_by: string | null;
            /** Region Code */
            region_code: string;
            /** Title */
            title: string;
            total: components["schemas"]["PublishedLine"];
        };
        /** PublicComplaintIn */
        PublicComplaintIn: {
            /** Anonymous */
            anonymous?: boolean | null;
            /** Body */
            body: string;
            category: components["schemas"]["Category"];
            /** Contact */
            contact?: string | null;
            /** Id */
            id?: string | null;
            /** Name */
            name?: string | null;
            /** Region Code */
            region_code: string;
            /** School Id */
            school_id?: string | null;
            /** Secret */
            secret?: boolean | null;
            /** Subject */
            subject: string;
        };
        /** PublishedLine */
        PublishedLine: {
            /** Handed Over */
            handed_over: number;
            /** Key */
            key: string;
            /** List Completeness */
            list_completeness: number | null;
            /** Listed */
            listed: number;
            /** Name */
            name: string | null;
            /** On Time 17 */
            on_time_17: number;
            /** Percent */
            percent: number | null;
            /** Population */
            population: number | null;
            /**
             * Population Date
             * Format: date
             */
            population_date: string;
            /** Population Source */
            population_source: string;
            /** Printed */
            printed: number;
            /** Ready */
            ready: number;
            /** Recorded */
            recorded: number;
            /** Recorded Elsewhere */
            recorded_elsewhere: number | null;
            /** Recorded Here */
            recorded_here: number | null;
        };
        /** QuestionOut */
        QuestionOut: {
            /** Choices */
            choices: components["schemas"]["ChoiceOut"][];
            name: components["schemas"]["Element"];
            /** Text */
            text: string;
        };
        /** ReadyOut */
        ReadyOut: {
            /** Seal Lag Seconds */
            seal_lag_seconds: number;
            /** Sealed To */
            sealed_to: number;
            /** Status */
            status: string;
        };
        /**
         * Reason
         * @enum {string}
         */
        Reason: "fingerprint_unreadable" | "iris_unreadable" | "photo_refused" | "signature_refused" | "device_failure" | "no_power" | "no_signal" | "nik_not_found" | "data_mismatch" | "no_family_card" | "internship" | "ill" | "moved" | "other";
        /** ReasonOut */
        ReasonOut: {
            /** Code */
            code: string;
            /** Message */
            message: string;
        };
        /** ReceiptIn */
        ReceiptIn: {
            /** Reason */
            reason?: string | null;
            /** Received By */
            received_by: string;
            relation: components["schemas"]["Relation"];
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
        };
        /** ReceiptLetterIn */
        ReceiptLetterIn: {
            /** Id */
            id?: string | null;
            /**
             * Kind
             * @constant
             */
            kind: "receipt";
        };
        /** ReceiptOut */
        ReceiptOut: {
            /**
             * Card Event Id
             * Format: uuid
             */
            card_event_id: string;
            /** Confirmed At */
            confirmed_at: string | null;
            /** Confirmed By */
            confirmed_by: string | null;
            confirmed_relation: components["schemas"]["Relation"] | null;
            /** Reason */
            reason: string | null;
            /** Received */
            received: boolean | null;
            /** Received By */
            received_by: string;
            relation: components["schemas"]["Relation"];
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
        };
        /**
         * ReconcileIn
         * @description All that a device has sent and still remembers.
         */
        ReconcileIn: {
            /** Device Id */
            device_id: string;
            /** Ids */
            ids: string[];
        };
        /** ReconcileOut */
        ReconcileOut: {
            /**
             * Epoch
             * Format: uuid
             */
            epoch: string;
            /** Held */
            held: string[];
            /** Parked */
            parked: string[];
            /** Unknown */
            unknown: string[];
        };
        /** ReconciliationItemOut */
        ReconciliationItemOut: {
            /** Class Group */
            class_group: string | null;
            /** Listed */
            listed: boolean;
            /** Message */
            message: string;
            /** Name */
            name: string;
            registry: components["schemas"]["Registry"];
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            seen: components["schemas"]["Outcome"] | null;
            /** Seen On */
            seen_on: string | null;
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
            turn: components["schemas"]["Turn"];
            verdict: components["schemas"]["app__identity__reconciliation__Verdict"];
        };
        /** ReconciliationOut */
        ReconciliationOut: {
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            /** Counts */
            counts: {
                [key: string]: number;
            };
            /** Items */
            items: components["schemas"]["ReconciliationItemOut"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Region Code */
            region_code: string | null;
            /** School Id */
            school_id: string | null;
        };
        /**
         * Recorded
         * @description Whether biometrics were taken: by us, elsewhere according to the registry, or not.
         * @enum {string}
         */
        Recorded: "no" | "here" | "elsewhere";
        /** RecordedOut */
        RecordedOut: {
            /**
             * Captured At
             * Format: date-time
             */
            captured_at: string;
            /**
             * Corrected At
             * Format: date-time
             */
            corrected_at: string;
            /** Counted */
            counted: boolean;
            /** Cycle */
            cycle: number;
            /** Device Id */
            device_id: string;
            /** Disability Exception */
            disability_exception: boolean | null;
            /** Discard Reason */
            discard_reason: string | null;
            /** Early */
            early: boolean;
            first: components["schemas"]["app__recordings__models__Verdict"] | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Ikd Activated */
            ikd_activated: boolean;
            /** Note */
            note: string | null;
            /** Offline */
            offline: boolean;
            outcome: components["schemas"]["Outcome"];
            /** Parked */
            parked: boolean;
            /** Parked Code */
            parked_code: string | null;
            reason: components["schemas"]["Reason"] | null;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /** Region Code */
            region_code: string;
            /** Resolved At */
            resolved_at: string | null;
            /** School Id */
            school_id: string | null;
            /** Skew Seconds */
            skew_seconds: number | null;
            /** Student Id */
            student_id: string | null;
            /** Team Id */
            team_id: string | null;
            verdict: components["schemas"]["app__recordings__models__Verdict"];
            /** Visit Id */
            visit_id: string | null;
            /** Voided By */
            voided_by: string | null;
        };
        /** RecordingIn */
        RecordingIn: {
            /**
             * Captured At
             * Format: date-time
             */
            captured_at: string;
            /** Device Id */
            device_id: string;
            /**
             * Disability Exception
             * @default false
             */
            disability_exception?: boolean;
            /**
             * Id
             * Format: uuid7
             */
            id: string;
            /**
             * Ikd Activated
             * @default false
             */
            ikd_activated?: boolean;
            /** Note */
            note?: string | null;
            /** Offline */
            offline: boolean;
            outcome: components["schemas"]["Outcome"];
            reason?: components["schemas"]["Reason"] | null;
            student?: components["schemas"]["WalkInIn"] | null;
            /** Student Id */
            student_id?: string | null;
            /** Team Id */
            team_id?: string | null;
            /** Visit Id */
            visit_id?: string | null;
        };
        /** RecordingOut */
        RecordingOut: {
            /**
             * Captured At
             * Format: date-time
             */
            captured_at: string;
            /**
             * Corrected At
             * Format: date-time
             */
            corrected_at: string;
            /** Counted */
            counted: boolean;
            /** Cycle */
            cycle: number;
            /** Device Id */
            device_id: string;
            /** Disability Exception */
            disability_exception: boolean | null;
            /** Discard Reason */
            discard_reason: string | null;
            /** Early */
            early: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Ikd Activated */
            ikd_activated: boolean;
            /** Note */
            note: string | null;
            /** Offline */
            offline: boolean;
            outcome: components["schemas"]["Outcome"];
            /** Parked */
            parked: boolean;
            /** Parked Code */
            parked_code: string | null;
            reason: components["schemas"]["Reason"] | null;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /** Region Code */
            region_code: string;
            /** Resolved At */
            resolved_at: string | null;
            /** School Id */
            school_id: string | null;
            /** Skew Seconds */
            skew_seconds: number | null;
            /** Student Id */
            student_id: string | null;
            /** Team Id */
            team_id: string | null;
            verdict: components["schemas"]["app__recordings__models__Verdict"];
            /** Visit Id */
            visit_id: string | null;
            /** Voided By */
            voided_by: string | null;
        };
        /** ReferIn */
        ReferIn: {
            /** Office */
            office: string;
            /** Reason */
            reason: string;
        };
        /** RefreshIn */
        RefreshIn: {
            /**
             * Keep
             * @default false
             */
            keep?: boolean;
            /** Refresh Token */
            refresh_token?: string | null;
        };
        /**
         * RegionLevel
         * @enum {string}
         */
        RegionLevel: "nation" | "province" | "regency" | "district" | "village";
        /** RegionOut */
        RegionOut: {
            level: components["schemas"]["RegionLevel"];
            /** Name */
            name: string;
            /** Parent */
            parent: string | null;
            /** Region Code */
            region_code: string;
            /** Time Zone */
            time_zone: string;
        };
        /**
         * Registry
         * @description What the registry says of a pupil, in no more detail than a school needs.
         * @enum {string}
         */
        Registry: "not_recorded" | "recorded_here" | "recorded_elsewhere" | "problem";
        /** RegistryImportOut */
        RegistryImportOut: {
            /** Applied At */
            applied_at: string | null;
            /** Created */
            created: number;
            /** File Name */
            file_name: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Ignored */
            ignored: number;
            /** Reason */
            reason: string | null;
            /** Region Code */
            region_code: string;
            /** Rejected */
            rejected: number;
            /** Reverted At */
            reverted_at: string | null;
            /** Rows Url */
            rows_url: string;
            /** Source Format */
            source_format: string;
            state: components["schemas"]["ImportState"];
            /**
             * Submitted At
             * Format: date-time
             */
            submitted_at: string;
            /** Submitted By */
            submitted_by: string | null;
            /** Total */
            total: number;
            /** Unchanged */
            unchanged: number;
            /** Updated */
            updated: number;
            /** Version */
            version: number;
            /** Warnings */
            warnings: number;
        };
        /**
         * RegistryProblemOut
         * @description Something to look at in a row.
         */
        RegistryProblemOut: {
            /** Cell */
            cell: string | null;
            /** Code */
            code: string;
            /** Field */
            field: string;
            /** Message */
            message: string;
            /**
             * Severity
             * @enum {string}
             */
            severity: "error" | "warning" | "info";
        };
        /** RegistryRevertIn */
        RegistryRevertIn: {
            /** Reason */
            reason: string;
        };
        /** RegistryRowOut */
        RegistryRowOut: {
            /** Cell */
            cell: string | null;
            /** Nik Masked */
            nik_masked: string | null;
            /** Occurred At */
            occurred_at: string | null;
            outcome: components["schemas"]["ImportOutcome"];
            /** Problems */
            problems: components["schemas"]["RegistryProblemOut"][];
            /** Row */
            row: number;
            /** Sheet */
            sheet: string | null;
            /** Status */
            status: string | null;
            /** Student Id */
            student_id: string | null;
        };
        /**
         * RejectIn
         * @description Why not: the claimant reads it, so it should not say more of the pupil than the claimant may know.
         */
        RejectIn: {
            /** Reason */
            reason: string;
        };
        /**
         * Relation
         * @enum {string}
         */
        Relation: "self" | "parent" | "guardian" | "teacher";
        /**
         * RemedyKind
         * @enum {string}
         */
        RemedyKind: "service_point" | "visit";
        /** RemedyOut */
        RemedyOut: {
            /** Cost */
            cost: number | null;
            /** Date */
            date: string | null;
            /** Estimated */
            estimated: boolean;
            /** Kilometres */
            kilometres: number | null;
            kind: components["schemas"]["RemedyKind"];
            /** Minutes */
            minutes: number | null;
            /** Service Point */
            service_point: string | null;
            /** Service Point Id */
            service_point_id: string | null;
        };
        /** ReplayIn */
        ReplayIn: {
            /** From Position */
            from_position: number;
        };
        /** ReplyIn */
        ReplyIn: {
            /** Access Code */
            access_code: string;
            /** Body */
            body: string;
            /** Id */
            id?: string | null;
        };
        /** ReporterAttachmentOut */
        ReporterAttachmentOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Media Type */
            media_type: string;
            /** Name */
            name: string;
            /** Size */
            size: number;
        };
        /**
         * ReporterComplaintOut
         * @description What a reporter sees: how far it is and what was answered, not by whom.
         */
        ReporterComplaintOut: {
            /** Attachments */
            attachments: components["schemas"]["ReporterAttachmentOut"][];
            category: components["schemas"]["Category"];
            class: components["schemas"]["ComplaintClass"] | null;
            /** Due At */
            due_at: string | null;
            /** Events */
            events: components["schemas"]["ReporterEventOut"][];
            /** Overdue */
            overdue: boolean;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /** Reopened */
            reopened: number;
            state: components["schemas"]["ComplaintState"];
            /** Ticket */
            ticket: string;
            verdict: components["schemas"]["ReporterVerdict"] | null;
            /**
             * Verify By
             * Format: date-time
             */
            verify_by: string;
        };
        /** ReporterEventOut */
        ReporterEventOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By */
            by: string;
            /** Kind */
            kind: string;
            /** Office */
            office: string | null;
            state: components["schemas"]["ComplaintState"];
            /** Text */
            text: string | null;
        };
        /**
         * ReporterVerdict
         * @enum {string}
         */
        ReporterVerdict: "solved" | "not_solved";
        /**
         * RequestState
         * @enum {string}
         */
        RequestState: "open" | "scheduled" | "declined" | "withdrawn";
        /**
         * RequirementGroup
         * @enum {string}
         */
        RequirementGroup: "bring" | "prepare" | "know";
        /** RequirementOut */
        RequirementOut: {
            /** Code */
            code: string;
            group: components["schemas"]["RequirementGroup"];
            /** Source */
            source: string;
            /** Text */
            text: string;
        };
        /** RequirementsOut */
        RequirementsOut: {
            /** Card Age */
            card_age: number;
            /** Fee */
            fee: string;
            /** Fee Source */
            fee_source: string;
            /** Free Of Charge */
            free_of_charge: boolean;
            /** Items */
            items: components["schemas"]["RequirementOut"][];
            /** Print Offset Days */
            print_offset_days: number;
            /** Recording Age */
            recording_age: number;
            /** Region Code */
            region_code: string;
        };
        /** RescheduleIn */
        RescheduleIn: {
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Override Reason */
            override_reason?: string | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /** RespondIn */
        RespondIn: {
            /** Body */
            body: string;
        };
        /** RestrictionIn */
        RestrictionIn: {
            /** Reason */
            reason: string;
            /** Restricted */
            restricted: boolean;
        };
        /** ResultOut */
        ResultOut: {
            /** Code */
            code: string | null;
            first: components["schemas"]["app__recordings__models__Verdict"] | null;
            /** Id */
            id: string | null;
            /** Message */
            message: string | null;
            /** Pointer */
            pointer: string | null;
            status: components["schemas"]["Status"];
        };
        /** ReturnIn */
        ReturnIn: {
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Id */
            id?: string | null;
            kind: components["schemas"]["ReturnKind"];
            /** Note */
            note?: string | null;
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
        };
        /**
         * ReturnKind
         * @description Why a card came back, which says what becomes of it.
         * @enum {string}
         */
        ReturnKind: "not_collected" | "found" | "damaged" | "wrong_data";
        /** ReturnOut */
        ReturnOut: {
            /**
             * Card Event Id
             * Format: uuid
             */
            card_event_id: string;
            /**
             * Date
             * Format: date
             */
            date: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            kind: components["schemas"]["ReturnKind"];
            /** Note */
            note: string | null;
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
        };
        /** RevertedOut */
        RevertedOut: {
            /** Academic Year */
            academic_year: string;
            /** Applied At */
            applied_at: string | null;
            /** Corrections Url */
            corrections_url: string | null;
            /** Created */
            created: number;
            /** Eligible Now */
            eligible_now: number | null;
            /** File Name */
            file_name: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Ignored */
            ignored: number;
            /** Kept */
            kept: components["schemas"]["KeptOut"][];
            /** Missing */
            missing: number;
            mode: components["schemas"]["SubmissionMode"];
            /** Notes */
            notes: components["schemas"]["NoteOut"][];
            /** On Behalf */
            on_behalf: boolean;
            /** Problems */
            problems: components["schemas"]["ProblemRowsOut"][];
            /** Region Code */
            region_code: string;
            /** Rejected */
            rejected: number;
            /** Reverted At */
            reverted_at: string | null;
            /** Rows Url */
            rows_url: string;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /** Source Format */
            source_format: string;
            state: components["schemas"]["SubmissionState"];
            /**
             * Submitted At
             * Format: date-time
             */
            submitted_at: string;
            /** Submitted By */
            submitted_by: string | null;
            /** Total */
            total: number;
            /** Unchanged */
            unchanged: number;
            /** Updated */
            updated: number;
            /** Version */
            version: number;
            /** Warnings */
            warnings: number;
        };
        /** RevertIn */
        RevertIn: {
            /** Reason */
            reason: string;
        };
        /**
         * Role
         * @enum {string}
         */
        Role: "dukcapil_admin" | "dukcapil_officer" | "school" | "field_team" | "viewer";
        /** RolloverIn */
        RolloverIn: {
            /** Academic Year */
            academic_year: string;
            /** Begins On */
            begins_on?: string | null;
            /** Class Names */
            class_names?: {
                [key: string]: string;
            };
            /** Exceptions */
            exceptions?: components["schemas"]["ExceptionIn"][];
            /** Id */
            id?: string | null;
        };
        /** RolloverItemOut */
        RolloverItemOut: {
            /** Class After */
            class_after: string | null;
            /** Class Before */
            class_before: string | null;
            /** Grade After */
            grade_after: number | null;
            /** Grade Before */
            grade_before: number | null;
            /** Name */
            name: string | null;
            outcome: components["schemas"]["RolloverOutcome"];
            status_after: components["schemas"]["StudentStatus"];
            status_before: components["schemas"]["StudentStatus"];
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
        };
        /** RolloverKeptOut */
        RolloverKeptOut: {
            reason: components["schemas"]["RolloverKeptReason"];
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
        };
        /**
         * RolloverKeptReason
         * @description Why a pupil keeps what a step did although the step is taken back.
         * @enum {string}
         */
        RolloverKeptReason: "changed_since" | "moved" | "merged" | "removed";
        /** RolloverOut */
        RolloverOut: {
            /** Academic Year */
            academic_year: string;
            /** Applied At */
            applied_at: string | null;
            /**
             * Begins On
             * Format: date
             */
            begins_on: string;
            /** By Class */
            by_class: components["schemas"]["ClassStepOut"][];
            counts: components["schemas"]["CountsOut"];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Items Url */
            items_url: string;
            /** Made By */
            made_by: string | null;
            /** On Behalf */
            on_behalf: boolean;
            /** Region Code */
            region_code: string;
            /** Reverted At */
            reverted_at: string | null;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            state: components["schemas"]["RolloverState"];
            /** Version */
            version: number;
        };
        /**
         * RolloverOutcome
         * @enum {string}
         */
        RolloverOutcome: "moves_up" | "graduates" | "stays" | "undecided";
        /**
         * RolloverPatch
         * @description What is named replaces what was named before.
         */
        RolloverPatch: {
            /** Class Names */
            class_names?: {
                [key: string]: string;
            } | null;
            /** Exceptions */
            exceptions?: components["schemas"]["ExceptionIn"][] | null;
        };
        /** RolloverRevertedOut */
        RolloverRevertedOut: {
            /** Academic Year */
            academic_year: string;
            /** Applied At */
            applied_at: string | null;
            /**
             * Begins On
             * Format: date
             */
            begins_on: string;
            /** By Class */
            by_class: components["schemas"]["ClassStepOut"][];
            counts: components["schemas"]["CountsOut"];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Items Url */
            items_url: string;
            /** Kept */
            kept: components["schemas"]["RolloverKeptOut"][];
            /** Made By */
            made_by: string | null;
            /** On Behalf */
            on_behalf: boolean;
            /** Region Code */
            region_code: string;
            /** Reverted At */
            reverted_at: string | null;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            state: components["schemas"]["RolloverState"];
            /** Version */
            version: number;
        };
        /** RolloverRevertIn */
        RolloverRevertIn: {
            /** Reason */
            reason: string;
        };
        /**
         * RolloverState
         * @enum {string}
         */
        RolloverState: "checked" | "applied" | "discarded" | "reverted";
        /** RosterIn */
        RosterIn: {
            /** Items */
            items: components["schemas"]["RosterItemIn"][];
        };
        /**
         * RosterItemIn
         * @description A pupil to be seen. `name`, `outcome` and `walk_in` are taken so that a read item can be sent back; not used.
         */
        RosterItemIn: {
            /** Class Group */
            class_group?: string | null;
            /** Name */
            name?: string | null;
            /** Outcome */
            outcome?: string | null;
            /** Slot End */
            slot_end?: string | null;
            /** Slot Start */
            slot_start?: string | null;
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
            /** Walk In */
            walk_in?: boolean | null;
        };
        /** RosterItemOut */
        RosterItemOut: {
            /** Class Group */
            class_group: string | null;
            /** Name */
            name: string;
            /** Outcome */
            outcome: string | null;
            /** Slot End */
            slot_end: string | null;
            /** Slot Start */
            slot_start: string | null;
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
            /** Walk In */
            walk_in: boolean;
        };
        /** RosterOut */
        RosterOut: {
            /** Items */
            items: components["schemas"]["RosterItemOut"][];
        };
        /**
         * RosterResultsOut
         * @description Rows on which somebody wrote; the others say that the pupil was not seen yet.
         */
        RosterResultsOut: {
            /** Conflict */
            conflict: number;
            /** Created */
            created: number;
            /** Duplicate */
            duplicate: number;
            /** Invalid */
            invalid: number;
            /** Parked */
            parked: number;
            /** Replayed */
            replayed: number;
            /** Rows */
            rows: components["schemas"]["RosterRowOut"][];
            /** Total */
            total: number;
        };
        /**
         * RosterRowOut
         * @description `row` is the sheet's own number, from 1; `cell` where to look when it could not be read.
         */
        RosterRowOut: {
            /** Cell */
            cell: string | null;
            /** Code */
            code: string | null;
            /** Id */
            id: string | null;
            /** Message */
            message: string | null;
            /** Row */
            row: number;
            status: components["schemas"]["Status"];
        };
        /** RowOut */
        RowOut: {
            /** Cell */
            cell: string | null;
            /** Name */
            name: string | null;
            /** Nik Masked */
            nik_masked: string | null;
            outcome: components["schemas"]["RowOutcome"];
            /** Problems */
            problems: components["schemas"]["api__submissions__schemas__ProblemOut"][];
            /** Row */
            row: number;
            /** Sheet */
            sheet: string | null;
            /** Student Id */
            student_id: string | null;
        };
        /**
         * RowOutcome
         * @enum {string}
         */
        RowOutcome: "created" | "updated" | "unchanged" | "rejected" | "ignored";
        /** SchoolIn */
        SchoolIn: {
            /**
             * Active
             * @default true
             */
            active?: boolean;
            /** Address */
            address?: string | null;
            /** Contact Email */
            contact_email?: string | null;
            /** Contact Name */
            contact_name?: string | null;
            /** Contact Phone */
            contact_phone?: string | null;
            /** District Code */
            district_code: string;
            /** Id */
            id?: string | null;
            kind: components["schemas"]["SchoolKind"];
            /** Latitude */
            latitude?: number | null;
            /**
             * Lessons End
             * Format: time
             * @default 14:00:00
             */
            lessons_end?: string;
            /**
             * Lessons Start
             * Format: time
             * @default 07:30:00
             */
            lessons_start?: string;
            /** Longitude */
            longitude?: number | null;
            /** Name */
            name: string;
            /** Npsn */
            npsn?: string | null;
            /** Nsm */
            nsm?: string | null;
            /**
             * Public
             * @default true
             */
            public?: boolean;
            /** Travel Minutes */
            travel_minutes?: number | null;
        };
        /**
         * SchoolKind
         * @description Kinds of upper-secondary institution; PKBM (Paket C) and PPS (pesantren) stand outside Dapodik.
         * @enum {string}
         */
        SchoolKind: "SMA" | "SMK" | "MA" | "MAK" | "SMALB" | "PKBM" | "PPS";
        /** SchoolOut */
        SchoolOut: {
            /** Active */
            active: boolean;
            /** Address */
            address: string | null;
            /** Contact Email */
            contact_email: string | null;
            /** Contact Name */
            contact_name: string | null;
            /** Contact Phone */
            contact_phone: string | null;
            /** District Code */
            district_code: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Invented */
            invented: boolean;
            kind: components["schemas"]["SchoolKind"];
            /** Latitude */
            latitude: number | null;
            /**
             * Lessons End
             * Format: time
             */
            lessons_end: string;
            /**
             * Lessons Start
             * Format: time
             */
            lessons_start: string;
            /** Longitude */
            longitude: number | null;
            /** Name */
            name: string;
            /** Npsn */
            npsn: string | null;
            /** Nsm */
            nsm: string | null;
            /** Public */
            public: boolean;
            /** Region Code */
            region_code: string;
            /** Travel Minutes */
            travel_minutes: number | null;
            /** Version */
            version: number;
        };
        /**
         * SchoolPatch
         * @description Only what is named is changed.
         */
        SchoolPatch: {
            /** Active */
            active?: boolean | null;
            /** Address */
            address?: string | null;
            /** Contact Email */
            contact_email?: string | null;
            /** Contact Name */
            contact_name?: string | null;
            /** Contact Phone */
            contact_phone?: string | null;
            /** District Code */
            district_code?: string | null;
            kind?: components["schemas"]["SchoolKind"] | null;
            /** Latitude */
            latitude?: number | null;
            /** Lessons End */
            lessons_end?: string | null;
            /** Lessons Start */
            lessons_start?: string | null;
            /** Longitude */
            longitude?: number | null;
            /** Name */
            name?: string | null;
            /** Npsn */
            npsn?: string | null;
            /** Nsm */
            nsm?: string | null;
            /** Public */
            public?: boolean | null;
            /** Travel Minutes */
            travel_minutes?: number | null;
        };
        /**
         * SentOut
         * @description What the claimant sent; the school that holds the pupil sees name, birth date and class, to compare.
         */
        SentOut: {
            /** Birth Date */
            birth_date: string | null;
            /** Birth Place */
            birth_place: string | null;
            /** Class Group */
            class_group: string | null;
            /** Ever Married */
            ever_married: boolean | null;
            /** Grade */
            grade: number | null;
            /** Name */
            name: string | null;
            /** Nik Masked */
            nik_masked: string | null;
            /** Nisn */
            nisn: string | null;
            /** Residence Code */
            residence_code: string | null;
            sex: components["schemas"]["Sex"] | null;
        };
        /** ServicePointIn */
        ServicePointIn: {
            /**
             * Can Record
             * @default false
             */
            can_record?: boolean;
            /** Id */
            id?: string | null;
            /** Latitude */
            latitude?: number | null;
            /** Longitude */
            longitude?: number | null;
            /** Name */
            name: string;
            /**
             * Online
             * @default false
             */
            online?: boolean;
            /** Opening Hours */
            opening_hours?: string | null;
            /** Region Code */
            region_code: string;
            /** Valid From */
            valid_from?: string | null;
            /** Valid To */
            valid_to?: string | null;
        };
        /** ServicePointOut */
        ServicePointOut: {
            /** Can Record */
            can_record: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Latitude */
            latitude: number | null;
            /** Longitude */
            longitude: number | null;
            /** Name */
            name: string;
            /** Online */
            online: boolean;
            /** Opening Hours */
            opening_hours: string | null;
            /** Region Code */
            region_code: string;
            /**
             * Valid From
             * Format: date
             */
            valid_from: string;
            /** Valid To */
            valid_to: string | null;
            /** Version */
            version: number;
        };
        /** ServicePointPatch */
        ServicePointPatch: {
            /** Can Record */
            can_record?: boolean | null;
            /** Latitude */
            latitude?: number | null;
            /** Longitude */
            longitude?: number | null;
            /** Name */
            name?: string | null;
            /** Online */
            online?: boolean | null;
            /** Opening Hours */
            opening_hours?: string | null;
            /** Region Code */
            region_code?: string | null;
            /** Valid From */
            valid_from?: string | null;
            /** Valid To */
            valid_to?: string | null;
        };
        /** SessionOut */
        SessionOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Current */
            current: boolean;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Last Used At
             * Format: date-time
             */
            last_used_at: string;
        };
        /** SettingIn */
        SettingIn: {
            /** Key */
            key: string;
            /** Region Code */
            region_code?: string | null;
            /**
             * Valid From
             * Format: date
             */
            valid_from: string;
            /** Value */
            value: boolean | number | string;
        };
        /** SettingOut */
        SettingOut: {
            /** Key */
            key: string;
            /** Region Code */
            region_code: string;
            /**
             * Valid From
             * Format: date
             */
            valid_from: string;
            /** Value */
            value: boolean | number | string;
        };
        /** SettingsIn */
        SettingsIn: {
            /** Items */
            items: components["schemas"]["SettingIn"][];
        };
        /** SettingsOut */
        SettingsOut: {
            /** Items */
            items: components["schemas"]["SettingOut"][];
        };
        /**
         * Sex
         * @description As written on Indonesian civil documents: *Laki-laki*, *Perempuan*.
         * @enum {string}
         */
        Sex: "L" | "P";
        /** SlipCodeIn */
        SlipCodeIn: {
            /** Id */
            id?: string | null;
        };
        /** SlipCodeOut */
        SlipCodeOut: {
            /** Code */
            code: string;
            /** Url */
            url: string;
        };
        /**
         * Source
         * @enum {string}
         */
        Source: "person" | "open";
        /** StatisticsOut */
        StatisticsOut: {
            /** Confirmed Ratio */
            confirmed_ratio: number | null;
            /** Confirmed Solved */
            confirmed_solved: number;
            /** Handled */
            handled: number;
            /** Handled Ratio */
            handled_ratio: number | null;
            /** Items */
            items: components["schemas"]["GroupOut"][];
            /** Median Working Days */
            median_working_days: number | null;
            /** On Time */
            on_time: number;
            /** Received */
            received: number;
        };
        /**
         * Status
         * @description What became of an item that was sent.
         * @enum {string}
         */
        Status: "created" | "replayed" | "duplicate" | "conflict" | "parked" | "invalid";
        /** StatusIn */
        StatusIn: {
            /** Access Code */
            access_code: string;
        };
        /** StepOut */
        StepOut: {
            /** Key */
            key: string;
            /** Name */
            name: string;
            /** Rows Url */
            rows_url: string | null;
            /** Students */
            students: number;
        };
        /** StockOut */
        StockOut: {
            /** Counted On */
            counted_on: string | null;
            /** Message */
            message: string;
            /** Needed */
            needed: number;
            /** Needed Until Delivery */
            needed_until_delivery: number;
            /** On Hand */
            on_hand: number;
            /** Order */
            order: number;
            /** Order By */
            order_by: string | null;
            /** Printed Since */
            printed_since: number;
            /** Region Code */
            region_code: string;
            /** Runs Out On */
            runs_out_on: string | null;
            /** Version */
            version: number;
            /** Waiting Now */
            waiting_now: number;
        };
        /** StudentIn */
        StudentIn: {
            /** Birth Date */
            birth_date?: string | null;
            /** Birth Place */
            birth_place?: string | null;
            /** Class Group */
            class_group?: string | null;
            /**
             * Ever Married
             * @default false
             */
            ever_married?: boolean;
            /** Grade */
            grade?: number | null;
            /** Id */
            id?: string | null;
            /** Name */
            name: string;
            /** Nik */
            nik?: string | null;
            /** Nisn */
            nisn?: string | null;
            /** Residence Code */
            residence_code?: string | null;
            /** School Id */
            school_id?: string | null;
            sex?: components["schemas"]["Sex"] | null;
        };
        /** StudentOut */
        StudentOut: {
            /** Birth Date */
            birth_date: string | null;
            /** Birth Place */
            birth_place: string | null;
            card_state: components["schemas"]["CardState"];
            /** Card Status Raw */
            card_status_raw: string | null;
            /** Class Group */
            class_group: string | null;
            consent: components["schemas"]["ConsentState"];
            /** Eligible */
            eligible: boolean;
            /** Eligible On */
            eligible_on: string | null;
            /** Ever Married */
            ever_married: boolean;
            /** Grade */
            grade: number | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Nik Masked */
            nik_masked: string | null;
            /** Nisn */
            nisn: string | null;
            recorded: components["schemas"]["Recorded"];
            /** Recorded On */
            recorded_on: string | null;
            /** Region Code */
            region_code: string;
            /** Residence Code */
            residence_code: string | null;
            /** Restricted */
            restricted: boolean;
            /** School Id */
            school_id: string | null;
            sex: components["schemas"]["Sex"] | null;
            status: components["schemas"]["StudentStatus"];
            /** Turns 17 On */
            turns_17_on: string | null;
            /** Version */
            version: number;
        };
        /**
         * StudentPatch
         * @description Only what is named is changed.
         */
        StudentPatch: {
            /** Birth Date */
            birth_date?: string | null;
            /** Birth Place */
            birth_place?: string | null;
            /** Class Group */
            class_group?: string | null;
            /** Ever Married */
            ever_married?: boolean | null;
            /** Grade */
            grade?: number | null;
            /** Name */
            name?: string | null;
            /** Nik */
            nik?: string | null;
            /** Nisn */
            nisn?: string | null;
            /** Residence Code */
            residence_code?: string | null;
            sex?: components["schemas"]["Sex"] | null;
            status?: components["schemas"]["StudentStatus"] | null;
        };
        /**
         * StudentStatus
         * @enum {string}
         */
        StudentStatus: "active" | "left_candidate" | "graduated" | "moved_away" | "deceased";
        /**
         * SubmissionMode
         * @enum {string}
         */
        SubmissionMode: "partial" | "full";
        /** SubmissionOut */
        SubmissionOut: {
            /** Academic Year */
            academic_year: string;
            /** Applied At */
            applied_at: string | null;
            /** Corrections Url */
            corrections_url: string | null;
            /** Created */
            created: number;
            /** Eligible Now */
            eligible_now: number | null;
            /** File Name */
            file_name: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Ignored */
            ignored: number;
            /** Missing */
            missing: number;
            mode: components["schemas"]["SubmissionMode"];
            /** Notes */
            notes: components["schemas"]["NoteOut"][];
            /** On Behalf */
            on_behalf: boolean;
            /** Problems */
            problems: components["schemas"]["ProblemRowsOut"][];
            /** Region Code */
            region_code: string;
            /** Rejected */
            rejected: number;
            /** Reverted At */
            reverted_at: string | null;
            /** Rows Url */
            rows_url: string;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /** Source Format */
            source_format: string;
            state: components["schemas"]["SubmissionState"];
            /**
             * Submitted At
             * Format: date-time
             */
            submitted_at: string;
            /** Submitted By */
            submitted_by: string | null;
            /** Total */
            total: number;
            /** Unchanged */
            unchanged: number;
            /** Updated */
            updated: number;
            /** Version */
            version: number;
            /** Warnings */
            warnings: number;
        };
        /**
         * SubmissionState
         * @enum {string}
         */
        SubmissionState: "checked" | "applied" | "discarded" | "reverted";
        /** SubscriptionIn */
        SubscriptionIn: {
            /** Id */
            id?: string | null;
            /** Kinds */
            kinds: string[];
            /** Url */
            url: string;
        };
        /** SubscriptionMadeOut */
        SubscriptionMadeOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Dead */
            dead: number;
            /** Failing Since */
            failing_since: string | null;
            /** Failures */
            failures: number;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kinds */
            kinds: string[];
            /** Last Delivered At */
            last_delivered_at: string | null;
            /** Last Error */
            last_error: string | null;
            /** Position */
            position: number;
            /** Region Code */
            region_code: string | null;
            /** Secret */
            secret: string | null;
            state: components["schemas"]["SubscriptionState"];
            /** Url */
            url: string;
            /** Version */
            version: number;
            /** Waiting */
            waiting: number;
        };
        /** SubscriptionOut */
        SubscriptionOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Dead */
            dead: number;
            /** Failing Since */
            failing_since: string | null;
            /** Failures */
            failures: number;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kinds */
            kinds: string[];
            /** Last Delivered At */
            last_delivered_at: string | null;
            /** Last Error */
            last_error: string | null;
            /** Position */
            position: number;
            /** Region Code */
            region_code: string | null;
            state: components["schemas"]["SubscriptionState"];
            /** Url */
            url: string;
            /** Version */
            version: number;
            /** Waiting */
            waiting: number;
        };
        /**
         * SubscriptionPatch
         * @description Only what is named is changed.
         */
        SubscriptionPatch: {
            /** Kinds */
            kinds?: string[] | null;
            state?: components["schemas"]["SubscriptionState"] | null;
        };
        /**
         * SubscriptionState
         * @enum {string}
         */
        SubscriptionState: "active" | "stopped";
        /**
         * SuggestionOut
         * @description A day on which nothing stands against a visit. `in_time`: pupils whose card can be there on the birthday.
         */
        SuggestionOut: {
            /** Capacity */
            capacity: number;
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Eligible */
            eligible: number;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** In Time */
            in_time: number;
            /** Kit Ids */
            kit_ids: string[];
            /** Late */
            late: number;
            /** Planned */
            planned: number;
            /** Reasons */
            reasons: components["schemas"]["ReasonOut"][];
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * Team Id
             * Format: uuid
             */
            team_id: string;
            /** Travel Estimated */
            travel_estimated: boolean;
            /** Travel Minutes */
            travel_minutes: number | null;
        };
        /** SuggestionsOut */
        SuggestionsOut: {
            /** Items */
            items: components["schemas"]["SuggestionOut"][];
        };
        /** SurveyCodeOut */
        SurveyCodeOut: {
            /** Code */
            code: string;
            /** Url */
            url: string;
        };
        /**
         * SurveyFormOut
         * @description What to ask whoever holds a code. A person's own code names no school: it may have been found by another.
         */
        SurveyFormOut: {
            /** Answered */
            answered: boolean;
            /** Questions */
            questions: components["schemas"]["QuestionOut"][];
            /** School Name */
            school_name: string | null;
            source: components["schemas"]["Source"];
            /** Visited On */
            visited_on: string | null;
        };
        /**
         * SurveyFormRowOut
         * @description One filled form without its comment.
         */
        SurveyFormRowOut: {
            /** Age Group */
            age_group: string | null;
            /**
             * Answered On
             * Format: date
             */
            answered_on: string;
            /** Behaviour */
            behaviour: number;
            /** Competence */
            competence: number;
            /** Complaint Handling */
            complaint_handling: number;
            /** Cost */
            cost: number;
            /** Facilities */
            facilities: number;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Procedure */
            procedure: number;
            /** Product */
            product: number;
            /** Region Code */
            region_code: string;
            /** Requirements */
            requirements: number;
            /** School Id */
            school_id: string | null;
            sex: components["schemas"]["Sex"] | null;
            source: components["schemas"]["Source"];
            /** Time */
            time: number;
            /** Visit Id */
            visit_id: string | null;
        };
        /** SurveyIn */
        SurveyIn: {
            /** Age Group */
            age_group?: string | null;
            answers: components["schemas"]["AnswersIn"];
            /** Code */
            code: string;
            /** Comment */
            comment?: string | null;
            /** Id */
            id?: string | null;
            sex?: components["schemas"]["Sex"] | null;
        };
        /** SurveyThanksOut */
        SurveyThanksOut: {
            /** Received */
            received: boolean;
            source: components["schemas"]["Source"];
        };
        /** TeamIn */
        TeamIn: {
            /**
             * Active
             * @default true
             */
            active?: boolean;
            /** Id */
            id?: string | null;
            /** Members */
            members?: components["schemas"]["Member"][];
            /** Name */
            name: string;
            /** Region Code */
            region_code: string;
        };
        /** TeamOut */
        TeamOut: {
            /** Active */
            active: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Members */
            members: components["schemas"]["MemberOut"][];
            /** Name */
            name: string;
            /** Region Code */
            region_code: string;
            /** Version */
            version: number;
        };
        /**
         * TeamPatch
         * @description Only what is named is changed. A team stays in its region.
         */
        TeamPatch: {
            /** Active */
            active?: boolean | null;
            /** Members */
            members?: components["schemas"]["Member"][] | null;
            /** Name */
            name?: string | null;
        };
        /** TicketOut */
        TicketOut: {
            /** Access Code */
            access_code: string;
            /** Ticket */
            ticket: string;
        };
        /** TimeseriesOut */
        TimeseriesOut: {
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            /** Cohort */
            cohort: number;
            /**
             * Date From
             * Format: date
             */
            date_from: string;
            /**
             * Date To
             * Format: date
             */
            date_to: string;
            interval: components["schemas"]["Interval"];
            /** Items */
            items: components["schemas"]["PeriodOut"][];
            /** Known At */
            known_at: string | null;
            /** Listed */
            listed: number;
            measure: components["schemas"]["Measure"];
            /** Population */
            population: number | null;
            /**
             * Population Date
             * Format: date
             */
            population_date: string;
            /** Population Source */
            population_source: string;
            /** Rounded Down To */
            rounded_down_to: number | null;
        };
        /** TokenOut */
        TokenOut: {
            /** Access Token */
            access_token: string;
            /** Expires In */
            expires_in: number;
            /** Refresh Token */
            refresh_token: string | null;
            /** Region Code */
            region_code: string | null;
            role: components["schemas"]["Role"];
            /** School Id */
            school_id: string | null;
            /** Team Id */
            team_id: string | null;
            /** Token Type */
            token_type: string;
        };
        /**
         * TotpIn
         * @description Without a code: begin. With the first code of the authenticator app: enable.
         */
        TotpIn: {
            /** Code */
            code?: string | null;
        };
        /** TotpOut */
        TotpOut: {
            /** Enabled */
            enabled: boolean;
            /** Otpauth Url */
            otpauth_url: string | null;
            /** Secret */
            secret: string | null;
        };
        /** TransferOut */
        TransferOut: {
            /** Contradicts */
            contradicts: boolean | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Decided At */
            decided_at: string | null;
            direction: components["schemas"]["Direction"];
            /** From School Id */
            from_school_id: string | null;
            /** From School Name */
            from_school_name: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Reason */
            reason: string | null;
            sent: components["schemas"]["SentOut"];
            state: components["schemas"]["TransferState"];
            /** Student Id */
            student_id: string | null;
            /** Submission Id */
            submission_id: string | null;
            /**
             * To School Id
             * Format: uuid
             */
            to_school_id: string;
            /** To School Name */
            to_school_name: string;
            /** Version */
            version: number;
        };
        /**
         * TransferState
         * @enum {string}
         */
        TransferState: "open" | "confirmed" | "rejected" | "undone";
        /**
         * Turn
         * @enum {string}
         */
        Turn: "office" | "school" | "nobody";
        /** UndoIn */
        UndoIn: {
            /** Reason */
            reason: string;
        };
        /** VerdictIn */
        VerdictIn: {
            /** Access Code */
            access_code: string;
            /** Body */
            body?: string | null;
            verdict: components["schemas"]["ReporterVerdict"];
        };
        /** VerifyIn */
        VerifyIn: {
            class: components["schemas"]["ComplaintClass"];
        };
        /** VersionOut */
        VersionOut: {
            /** By Role */
            by_role: string | null;
            /** Changes */
            changes: components["schemas"]["ChangeOut"][];
            /**
             * Known From
             * Format: date-time
             */
            known_from: string;
            /** Known To */
            known_to: string | null;
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
        };
        /** VisitIn */
        VisitIn: {
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Follows Id */
            follows_id?: string | null;
            /** Id */
            id?: string | null;
            kind: components["schemas"]["VisitKind"];
            /** Kit Ids */
            kit_ids: string[];
            /** Override Reason */
            override_reason?: string | null;
            /** Request Id */
            request_id?: string | null;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * Team Id
             * Format: uuid
             */
            team_id: string;
        };
        /**
         * VisitKind
         * @enum {string}
         */
        VisitKind: "recording" | "catch_up" | "outreach" | "handover";
        /**
         * VisitOut
         * @description A visit. Its roster with walk-ins is the sum of the outcomes and of who was not yet seen.
         */
        VisitOut: {
            /** Absent */
            absent: number;
            /** Already Recorded */
            already_recorded: number;
            /** Capacity */
            capacity: number;
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Deferred */
            deferred: number;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Expected */
            expected: number;
            /** Failed */
            failed: number;
            /** Follows Id */
            follows_id: string | null;
            /** Headcount */
            headcount: number | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            kind: components["schemas"]["VisitKind"];
            /** Kit Ids */
            kit_ids: string[];
            /** Left */
            left: number;
            /** Not Yet Seen */
            not_yet_seen: number;
            /** Other Dates */
            other_dates: string[] | null;
            /** Override Reason */
            override_reason: string | null;
            /** Reason */
            reason: string | null;
            /** Recorded */
            recorded: number;
            /** Refused */
            refused: number;
            /** Region Code */
            region_code: string;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            state: components["schemas"]["VisitState"];
            /**
             * Team Id
             * Format: uuid
             */
            team_id: string;
            /** Under Age */
            under_age: number;
            /** Version */
            version: number;
        };
        /**
         * VisitPatch
         * @description Only what is named is changed.
         */
        VisitPatch: {
            /** Ends At */
            ends_at?: string | null;
            /** Headcount */
            headcount?: number | null;
            kind?: components["schemas"]["VisitKind"] | null;
            /** Kit Ids */
            kit_ids?: string[] | null;
            /** Override Reason */
            override_reason?: string | null;
            /** Starts At */
            starts_at?: string | null;
            /** Team Id */
            team_id?: string | null;
        };
        /**
         * VisitRequestIn
         * @description When the team is welcome, both days included.
         */
        VisitRequestIn: {
            /**
             * Date From
             * Format: date
             */
            date_from: string;
            /**
             * Date To
             * Format: date
             */
            date_to: string;
            /** Id */
            id?: string | null;
            /** Note */
            note?: string | null;
        };
        /** VisitRequestOut */
        VisitRequestOut: {
            /**
             * Date From
             * Format: date
             */
            date_from: string;
            /**
             * Date To
             * Format: date
             */
            date_to: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Note */
            note: string | null;
            /** On Behalf */
            on_behalf: boolean;
            /** Reason */
            reason: string | null;
            /** Region Code */
            region_code: string;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            state: components["schemas"]["RequestState"];
            /** Version */
            version: number;
            /** Visit Id */
            visit_id: string | null;
        };
        /**
         * VisitState
         * @enum {string}
         */
        VisitState: "draft" | "proposed" | "confirmed" | "in_progress" | "completed" | "postponed" | "cancelled";
        /** VoidIn */
        VoidIn: {
            /** Reason */
            reason: string;
        };
        /** VotersOut */
        VotersOut: {
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            /**
             * Election Date
             * Format: date
             */
            election_date: string;
            /** Handed Over */
            handed_over: number;
            /** Known At */
            known_at: string | null;
            /** Listed */
            listed: number;
            /** Not Recorded */
            not_recorded: number;
            /** Not Recorded Rows Url */
            not_recorded_rows_url: string | null;
            /** Percent */
            percent: number | null;
            /** Recorded */
            recorded: number;
            /** Recorded Rows Url */
            recorded_rows_url: string | null;
            /** Rounded Down To */
            rounded_down_to: number | null;
            /** Rows Url */
            rows_url: string | null;
        };
        /**
         * WaitingStudent
         * @description A walk-in whom nobody was found for.
         */
        WaitingStudent: {
            /** Birth Date */
            birth_date: string | null;
            /** Class Group */
            class_group: string | null;
            /** Name */
            name: string;
            /** Nik Masked */
            nik_masked: string | null;
            /** School Id */
            school_id: string | null;
            sex: components["schemas"]["Sex"] | null;
        };
        /**
         * WalkInIn
         * @description A pupil whom the device had no id for.
         */
        WalkInIn: {
            /** Birth Date */
            birth_date?: string | null;
            /** Class Group */
            class_group?: string | null;
            /** Name */
            name: string;
            /** Nik */
            nik?: string | null;
            /** School Id */
            school_id?: string | null;
            sex?: components["schemas"]["Sex"] | null;
        };
        /**
         * WayOut
         * @description The way from the office, one direction. `estimated`: reckoned from coordinates, nobody entered it.
         */
        WayOut: {
            /** Estimated */
            estimated: boolean;
            /** From Point Id */
            from_point_id: string | null;
            /** Kilometres */
            kilometres: number | null;
            /** Minutes */
            minutes: number | null;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
        };
        /** WordIn */
        WordIn: {
            /**
             * Received
             * @default true
             */
            received?: boolean;
            /** Received By */
            received_by?: string | null;
            relation?: components["schemas"]["Relation"] | null;
            /**
             * Student Id
             * Format: uuid
             */
            student_id: string;
        };
        /** YearOut */
        YearOut: {
            /** Change */
            change: number | null;
            /** Handed Over */
            handed_over: number;
            /** List Completeness */
            list_completeness: number | null;
            /** Listed */
            listed: number;
            /** On Time 17 */
            on_time_17: number;
            /** Percent */
            percent: number | null;
            /** Population */
            population: number | null;
            /**
             * Population Date
             * Format: date
             */
            population_date: string;
            /** Population Source */
            population_source: string;
            /** Printed */
            printed: number;
            /** Ready */
            ready: number;
            /** Recorded */
            recorded: number;
            /** Recorded Elsewhere */
            recorded_elsewhere: number | null;
            /** Recorded Here */
            recorded_here: number | null;
            /** Recorded Rows Url */
            recorded_rows_url: string | null;
            /** Recorded Source */
            recorded_source: string;
            /** Rows Url */
            rows_url: string | null;
            /** Year */
            year: number;
        };
        /** YearsOut */
        YearsOut: {
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            /** Counted To */
            counted_to: string | null;
            /** Items */
            items: components["schemas"]["YearOut"][];
            /** Known At */
            known_at: string | null;
            measure: components["schemas"]["Measure"];
            /** Rounded Down To */
            rounded_down_to: number | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_jwks__well_known_jwks_json_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: {
                            [key: string]: unknown;
                        }[];
                    };
                };
            };
        };
    };
    health_healthz_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthOut"];
                };
            };
        };
    };
    ready_readyz_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadyOut"];
                };
            };
        };
    };
    list_accounts_v1_accounts_get: {
        parameters: {
            query?: {
                active?: boolean | null;
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                role?: components["schemas"]["Role"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_AccountOut_"];
                };
            };
        };
    };
    create_account_v1_accounts_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountOut"];
                };
            };
        };
    };
    get_account_v1_accounts__account_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountOut"];
                };
            };
        };
    };
    change_account_v1_accounts__account_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountOut"];
                };
            };
        };
    };
    reset_password_v1_accounts__account_id__reset_password_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountOut"];
                };
            };
        };
    };
    list_actions_v1_action_list_get: {
        parameters: {
            query?: {
                by?: string | null;
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                region_code?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_ActionOut_"];
                };
            };
        };
    };
    sign_out_v1_auth_logout_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    refresh_v1_auth_refresh_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: {
                sweet17_refresh?: string | null;
            };
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RefreshIn"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    sign_in_v1_auth_token_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["Body_sign_in_v1_auth_token_post"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenOut"];
                };
            };
        };
    };
    get_blank_stock_v1_blank_stock_get: {
        parameters: {
            query?: {
                region_code?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockOut"];
                };
            };
        };
    };
    move_blank_stock_v1_blank_stock_patch: {
        parameters: {
            query?: {
                region_code?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MovementIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockOut"];
                };
            };
        };
    };
    list_movements_v1_blank_stock_movements_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                region_code?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_MovementOut_"];
                };
            };
        };
    };
    list_calendar_days_v1_calendar_days_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                date_from?: string | null;
                date_to?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                kind?: components["schemas"]["DayKind"] | null;
                limit?: number;
                school_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_CalendarDayOut_"];
                };
            };
        };
    };
    create_calendar_day_v1_calendar_days_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalendarDayIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarDayOut"];
                };
            };
        };
    };
    remove_calendar_day_v1_calendar_days__day_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                day_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    change_calendar_day_v1_calendar_days__day_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                day_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalendarDayPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarDayOut"];
                };
            };
        };
    };
    import_calendar_days_v1_calendar_days_import_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DaysImportIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DaysImportOut"];
                };
            };
        };
    };
    list_proposed_days_v1_calendar_days_proposals_get: {
        parameters: {
            query: {
                year: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposedDaysOut"];
                };
            };
        };
    };
    list_feeds_v1_calendars_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_FeedOut_"];
                };
            };
        };
    };
    create_feed_v1_calendars_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FeedIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewFeedOut"];
                };
            };
        };
    };
    revoke_feed_v1_calendars__feed_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                feed_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    read_feed_v1_calendars__token__ics_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    void_card_event_v1_card_events__event_id__voids__void_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event_id: string;
                void_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CardEventVoidIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardEventOut"];
                };
            };
        };
    };
    list_returns_v1_card_returns_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_ReturnOut_"];
                };
            };
        };
    };
    return_card_v1_card_returns_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReturnOut"];
                };
            };
        };
    };
    list_clocks_v1_cards_clocks_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                kind?: components["schemas"]["Clock"];
                limit?: number;
                on?: string | null;
                region_code?: string | null;
                school_id?: string | null;
                within_days?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_ClockOut_"];
                };
            };
        };
    };
    list_due_v1_cards_due_get: {
        parameters: {
            query?: {
                at_school?: boolean | null;
                card_state?: components["schemas"]["CardState"] | null;
                cursor?: string | null;
                election_date?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                group_by?: components["schemas"]["app__cards__due_queries__GroupBy"] | null;
                limit?: number;
                on?: string | null;
                region_code?: string | null;
                school_id?: string | null;
                within_days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DueListOut"];
                };
            };
        };
    };
    list_problems_v1_cards_problems_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                kind?: components["schemas"]["ProblemKind"] | null;
                limit?: number;
                overdue?: boolean | null;
                region_code?: string | null;
                school_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemListOut"];
                };
            };
        };
    };
    list_cohort_totals_v1_cohort_totals_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                region_code?: string | null;
                year?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_CohortTotalOut_"];
                };
            };
        };
    };
    put_cohort_total_v1_cohort_totals__region_code___year__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                region_code: string;
                year: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CohortTotalIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CohortTotalOut"];
                };
            };
        };
    };
    list_complaints_v1_complaints_get: {
        parameters: {
            query?: {
                category?: components["schemas"]["Category"] | null;
                class?: components["schemas"]["ComplaintClass"] | null;
                cursor?: string | null;
                escalated?: boolean | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                overdue?: boolean | null;
                region_code?: string | null;
                state?: components["schemas"]["ComplaintState"] | null;
                year?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_ComplaintOut_"];
                };
            };
        };
    };
    file_complaint_v1_complaints_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ComplaintIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintFiledOut"];
                };
            };
        };
    };
    get_complaint_v1_complaints__complaint_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                complaint_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintOut"];
                };
            };
        };
    };
    change_complaint_v1_complaints__complaint_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                complaint_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ComplaintPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintOut"];
                };
            };
        };
    };
    assign_complaint_v1_complaints__complaint_id__assign_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                complaint_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintOut"];
                };
            };
        };
    };
    list_attachments_v1_complaints__complaint_id__attachments_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                complaint_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_AttachmentOut_"];
                };
            };
        };
    };
    attach_v1_complaints__complaint_id__attachments_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                complaint_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentOut"];
                };
            };
        };
    };
    download_attachment_v1_complaints__complaint_id__attachments__attachment_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attachment_id: string;
                complaint_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": unknown;
                    "image/jpeg": unknown;
                    "image/png": unknown;
                };
            };
        };
    };
    close_complaint_v1_complaints__complaint_id__close_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                complaint_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintOut"];
                };
            };
        };
    };
    merge_complaint_v1_complaints__complaint_id__merge_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                complaint_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["api__complaints__schemas__MergeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintOut"];
                };
            };
        };
    };
    refer_complaint_v1_complaints__complaint_id__refer_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                complaint_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReferIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintOut"];
                };
            };
        };
    };
    reject_complaint_v1_complaints__complaint_id__reject_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                complaint_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["api__complaints__schemas__ReasonIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintOut"];
                };
            };
        };
    };
    reopen_complaint_v1_complaints__complaint_id__reopen_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                complaint_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["api__complaints__schemas__ReasonIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintOut"];
                };
            };
        };
    };
    resolve_complaint_v1_complaints__complaint_id__resolve_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                complaint_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["api__complaints__schemas__ResolveIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintOut"];
                };
            };
        };
    };
    respond_to_complaint_v1_complaints__complaint_id__respond_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                complaint_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RespondIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintOut"];
                };
            };
        };
    };
    unmerge_complaint_v1_complaints__complaint_id__unmerge_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                complaint_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintOut"];
                };
            };
        };
    };
    verify_complaint_v1_complaints__complaint_id__verify_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                complaint_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintOut"];
                };
            };
        };
    };
    export_for_lapor_v1_complaints_exchange_csv_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                region_code?: string | null;
                year?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
        };
    };
    get_statistics_v1_complaints_statistics_get: {
        parameters: {
            query?: {
                group_by?: components["schemas"]["app__complaints__rules__GroupBy"] | null;
                region_code?: string | null;
                year?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatisticsOut"];
                };
            };
        };
    };
    get_coverage_v1_coverage_get: {
        parameters: {
            query?: {
                as_of?: string | null;
                cohort?: number | null;
                format?: ("json" | "csv" | "xlsx") | null;
                group_by?: components["schemas"]["app__coverage__rules__GroupBy"] | null;
                known_at?: string | null;
                measure?: components["schemas"]["Measure"];
                region_code?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CoverageOut"];
                };
            };
        };
    };
    get_durations_v1_coverage_durations_get: {
        parameters: {
            query?: {
                as_of?: string | null;
                cohort?: number | null;
                format?: ("json" | "csv" | "xlsx") | null;
                known_at?: string | null;
                region_code?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DurationsOut"];
                };
            };
        };
    };
    get_funnel_v1_coverage_funnel_get: {
        parameters: {
            query?: {
                as_of?: string | null;
                cohort?: number | null;
                format?: ("json" | "csv" | "xlsx") | null;
                known_at?: string | null;
                region_code?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FunnelOut"];
                };
            };
        };
    };
    get_timeseries_v1_coverage_timeseries_get: {
        parameters: {
            query?: {
                as_of?: string | null;
                cohort?: number | null;
                date_from?: string | null;
                date_to?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                interval?: components["schemas"]["Interval"];
                known_at?: string | null;
                measure?: components["schemas"]["Measure"];
                region_code?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeseriesOut"];
                };
            };
        };
    };
    get_voters_v1_coverage_voters_get: {
        parameters: {
            query: {
                election_date: string;
                format?: ("json" | "csv" | "xlsx") | null;
                known_at?: string | null;
                region_code?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VotersOut"];
                };
            };
        };
    };
    get_years_v1_coverage_years_get: {
        parameters: {
            query?: {
                as_of?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                known_at?: string | null;
                measure?: components["schemas"]["Measure"];
                region_code?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["YearsOut"];
                };
            };
        };
    };
    list_issues_v1_data_issues_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                kind?: components["schemas"]["DataIssueKind"] | null;
                limit?: number;
                region_code?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_DataIssueOut_"];
                };
            };
        };
    };
    resolve_issue_v1_data_issues__issue_id__resolve_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["api__students__schemas__ResolveIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataIssueOut"];
                };
            };
        };
    };
    list_requests_v1_data_requests_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                overdue?: boolean | null;
                region_code?: string | null;
                state?: components["schemas"]["DataRequestState"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_DataRequestOut_"];
                };
            };
        };
    };
    get_request_v1_data_requests__request_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataRequestOut"];
                };
            };
        };
    };
    decide_v1_data_requests__request_id__decide_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataRequestOut"];
                };
            };
        };
    };
    list_duplicates_v1_duplicates_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                region_code?: string | null;
                state?: components["schemas"]["DuplicateState"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_DuplicateOut_"];
                };
            };
        };
    };
    get_duplicate_v1_duplicates__duplicate_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                duplicate_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DuplicateOut"];
                };
            };
        };
    };
    dismiss_duplicate_v1_duplicates__duplicate_id__dismiss_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                duplicate_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DismissIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DuplicateOut"];
                };
            };
        };
    };
    merge_duplicate_v1_duplicates__duplicate_id__merge_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                duplicate_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["api__identity__merge_schemas__MergeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergeOut"];
                };
            };
        };
    };
    get_eligibility_v1_eligibility_get: {
        parameters: {
            query?: {
                as_of?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                group_by?: "school" | "district" | "birth_month";
                known_at?: string | null;
                region_code?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EligibilityOut"];
                };
            };
        };
    };
    list_events_v1_events_get: {
        parameters: {
            query?: {
                after?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventsOut"];
                };
            };
        };
    };
    list_devices_v1_field_devices_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                region_code?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_DeviceOut_"];
                };
            };
        };
    };
    reconcile_v1_field_reconcile_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReconcileIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconcileOut"];
                };
            };
        };
    };
    list_field_visits_v1_field_visits_get: {
        parameters: {
            query?: {
                date_from?: string | null;
                date_to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldVisitsOut"];
                };
            };
        };
    };
    list_handovers_v1_handovers_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                date_from?: string | null;
                date_to?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                region_code?: string | null;
                school_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_HandoverOut_"];
                };
            };
        };
    };
    create_handover_v1_handovers_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandoverIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoverOut"];
                };
            };
        };
    };
    get_handover_v1_handovers__handover_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handover_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoverOut"];
                };
            };
        };
    };
    confirm_handover_v1_handovers__handover_id__confirm_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handover_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["api__cards__schemas__ConfirmIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoverOut"];
                };
            };
        };
    };
    list_handover_letters_v1_handovers__handover_id__letters_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
            };
            header?: never;
            path: {
                handover_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_LetterOut_"];
                };
            };
        };
    };
    issue_receipt_v1_handovers__handover_id__letters_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                handover_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReceiptLetterIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LetterOut"];
                };
            };
        };
    };
    get_impact_v1_impact_get: {
        parameters: {
            query?: {
                date_from?: string | null;
                date_to?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                region_code?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImpactOut"];
                };
            };
        };
    };
    list_lines_v1_journal_get: {
        parameters: {
            query?: {
                actor_id?: string | null;
                cursor?: string | null;
                date_from?: string | null;
                date_to?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                kind?: string | null;
                limit?: number;
                subject_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_JournalLineOut_"];
                };
            };
        };
    };
    list_kits_v1_kits_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                region_code?: string | null;
                state?: components["schemas"]["KitState"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_KitOut_"];
                };
            };
        };
    };
    create_kit_v1_kits_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KitIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KitOut"];
                };
            };
        };
    };
    get_kit_v1_kits__kit_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kit_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KitOut"];
                };
            };
        };
    };
    change_kit_v1_kits__kit_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kit_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KitPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KitOut"];
                };
            };
        };
    };
    list_ledgers_v1_ledgers_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                date_from?: string | null;
                date_to?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                region_code?: string | null;
                school_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_LedgerOut_"];
                };
            };
        };
    };
    list_lesson_hours_v1_lesson_hours_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                date_from?: string | null;
                date_to?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                school_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_LessonPeriodOut_"];
                };
            };
        };
    };
    create_lesson_hours_v1_lesson_hours_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LessonPeriodIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LessonPeriodOut"];
                };
            };
        };
    };
    remove_lesson_hours_v1_lesson_hours__period_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                period_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    change_lesson_hours_v1_lesson_hours__period_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                period_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LessonPeriodPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LessonPeriodOut"];
                };
            };
        };
    };
    get_letterhead_v1_letterheads__region_code__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                region_code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LetterheadOut"];
                };
            };
        };
    };
    put_letterhead_v1_letterheads__region_code__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                region_code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LetterheadIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LetterheadOut"];
                };
            };
        };
    };
    get_letter_v1_letters__letter_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                letter_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LetterOut"];
                };
            };
        };
    };
    get_letter_pdf_v1_letters__letter_id__pdf_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                letter_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get_me_v1_me_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountOut"];
                };
            };
        };
    };
    change_own_password_v1_me_password_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnPasswordIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_own_sessions_v1_me_sessions_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_SessionOut_"];
                };
            };
        };
    };
    end_own_session_v1_me_sessions__session_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    second_factor_v1_me_totp_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TotpIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotpOut"];
                };
            };
        };
    };
    list_measures_v1_measures_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeasuresOut"];
                };
            };
        };
    };
    list_merges_v1_merges_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                region_code?: string | null;
                undone?: boolean | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_MergeOut_"];
                };
            };
        };
    };
    merge_pair_v1_merges_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PairIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergeOut"];
                };
            };
        };
    };
    get_merge_v1_merges__merge_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merge_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergeOut"];
                };
            };
        };
    };
    undo_merge_v1_merges__merge_id__undo_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merge_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UndoIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergeOut"];
                };
            };
        };
    };
    list_messages_v1_messages_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                reason?: components["schemas"]["MessageReason"] | null;
                school_id?: string | null;
                state?: components["schemas"]["MessageState"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_MessageOut_"];
                };
            };
        };
    };
    list_ownership_v1_ownership_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                region_code?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_OwnershipOut_"];
                };
            };
        };
    };
    put_ownership_v1_ownership__region_code___year__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                region_code: string;
                year: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnershipIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnershipOut"];
                };
            };
        };
    };
    get_card_status_v1_public_card_status_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CardStatusIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardStatusOut"];
                };
            };
        };
    };
    file_public_complaint_v1_public_complaints_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublicComplaintIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketOut"];
                };
            };
        };
    };
    attach_by_ticket_v1_public_complaints__ticket__attachments_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    access_code: string;
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentOut"];
                };
            };
        };
    };
    reply_to_complaint_v1_public_complaints__ticket__reply_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplyIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReporterComplaintOut"];
                };
            };
        };
    };
    follow_complaint_v1_public_complaints__ticket__status_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StatusIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReporterComplaintOut"];
                };
            };
        };
    };
    judge_complaint_v1_public_complaints__ticket__verdict_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerdictIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReporterComplaintOut"];
                };
            };
        };
    };
    get_requirements_v1_public_requirements_get: {
        parameters: {
            query?: {
                region_code?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequirementsOut"];
                };
            };
        };
    };
    answer_survey_v1_public_surveys_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SurveyIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SurveyThanksOut"];
                };
            };
        };
    };
    get_survey_form_v1_public_surveys__code__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SurveyFormOut"];
                };
            };
        };
    };
    list_announced_visits_v1_public_visits_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                q?: string | null;
                region_code?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_AnnouncedOut_"];
                };
            };
        };
    };
    list_publications_v1_publications_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                region_code?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_PublicationOut_"];
                };
            };
        };
    };
    publish_v1_publications_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublicationIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicationOut"];
                };
            };
        };
    };
    get_publication_v1_publications__publication_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                publication_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicationOut"];
                };
            };
        };
    };
    check_publication_v1_publications__publication_id__check_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                publication_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckOut"];
                };
            };
        };
    };
    reconcile_lists_v1_reconciliation_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                region_code?: string | null;
                school_id?: string | null;
                verdict?: components["schemas"]["app__identity__reconciliation__Verdict"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationOut"];
                };
            };
        };
    };
    list_recordings_v1_recordings_get: {
        parameters: {
            query?: {
                counted?: boolean | null;
                cursor?: string | null;
                date_from?: string | null;
                date_to?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                region_code?: string | null;
                school_id?: string | null;
                student_id?: string | null;
                visit_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_RecordingOut_"];
                };
            };
        };
    };
    record_v1_recordings_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordingIn"];
            };
        };
        responses: {
            /** @description It came before; nothing was changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedOut"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedOut"];
                };
            };
            /** @description Kept, and waiting for the office */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedOut"];
                };
            };
        };
    };
    get_recording_v1_recordings__recording_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                recording_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingOut"];
                };
            };
        };
    };
    void_v1_recordings__recording_id__voids__void_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                recording_id: string;
                void_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VoidIn"];
            };
        };
        responses: {
            /** @description It came before; nothing was changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingOut"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingOut"];
                };
            };
        };
    };
    record_batch_v1_recordings_batch_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchOut"];
                };
            };
        };
    };
    list_parked_v1_recordings_parked_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                region_code?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_ParkedOut_"];
                };
            };
        };
    };
    resolve_v1_recordings_parked__recording_id__resolve_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                recording_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["api__recordings__schemas__ResolveIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingOut"];
                };
            };
        };
    };
    list_regions_v1_regions_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                parent?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_RegionOut_"];
                };
            };
        };
    };
    get_region_v1_regions__region_code__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                region_code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegionOut"];
                };
            };
        };
    };
    get_outline_v1_regions__region_code__outline_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                region_code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutlineOut"];
                };
            };
        };
    };
    put_outline_v1_regions__region_code__outline_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                region_code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PolygonIn"] | components["schemas"]["MultiPolygonIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutlineOut"];
                };
            };
        };
    };
    list_imports_v1_registry_imports_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                region_code?: string | null;
                state?: components["schemas"]["ImportState"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_RegistryImportOut_"];
                };
            };
        };
    };
    import_registry_v1_registry_imports_post: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Id */
                    id?: string | null;
                    /** Rows */
                    rows: {
                        [key: string]: unknown;
                    }[];
                };
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistryImportOut"];
                };
            };
        };
    };
    get_import_v1_registry_imports__import_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistryImportOut"];
                };
            };
        };
    };
    apply_import_v1_registry_imports__import_id__apply_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistryImportOut"];
                };
            };
        };
    };
    discard_import_v1_registry_imports__import_id__discard_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistryImportOut"];
                };
            };
        };
    };
    revert_import_v1_registry_imports__import_id__revert_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegistryRevertIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistryImportOut"];
                };
            };
        };
    };
    list_import_rows_v1_registry_imports__import_id__rows_get: {
        parameters: {
            query?: {
                code?: string | null;
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                outcome?: components["schemas"]["ImportOutcome"] | null;
            };
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_RegistryRowOut_"];
                };
            };
        };
    };
    get_survey_report_v1_reports_survey_get: {
        parameters: {
            query?: {
                date_from?: string | null;
                date_to?: string | null;
                format?: "pdf" | "xlsx";
                region_code?: string | null;
                school_id?: string | null;
                visit_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": unknown;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
        };
    };
    get_rollover_v1_rollovers__rollover_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                rollover_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RolloverOut"];
                };
            };
        };
    };
    change_rollover_v1_rollovers__rollover_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                rollover_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RolloverPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RolloverOut"];
                };
            };
        };
    };
    apply_rollover_v1_rollovers__rollover_id__apply_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                rollover_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RolloverOut"];
                };
            };
        };
    };
    discard_rollover_v1_rollovers__rollover_id__discard_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                rollover_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RolloverOut"];
                };
            };
        };
    };
    list_items_v1_rollovers__rollover_id__items_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                outcome?: components["schemas"]["RolloverOutcome"] | null;
            };
            header?: never;
            path: {
                rollover_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_RolloverItemOut_"];
                };
            };
        };
    };
    revert_rollover_v1_rollovers__rollover_id__revert_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                rollover_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RolloverRevertIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RolloverRevertedOut"];
                };
            };
        };
    };
    list_schools_v1_schools_get: {
        parameters: {
            query?: {
                active?: boolean | null;
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                kind?: components["schemas"]["SchoolKind"] | null;
                limit?: number;
                q?: string | null;
                region_code?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_SchoolOut_"];
                };
            };
        };
    };
    create_school_v1_schools_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SchoolIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchoolOut"];
                };
            };
        };
    };
    get_school_v1_schools__school_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchoolOut"];
                };
            };
        };
    };
    change_school_v1_schools__school_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SchoolPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchoolOut"];
                };
            };
        };
    };
    list_rollovers_v1_schools__school_id__rollovers_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
            };
            header?: never;
            path: {
                school_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_RolloverOut_"];
                };
            };
        };
    };
    check_rollover_v1_schools__school_id__rollovers_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RolloverIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RolloverOut"];
                };
            };
        };
    };
    list_of_school_v1_schools__school_id__submissions_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
            };
            header?: never;
            path: {
                school_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_SubmissionOut_"];
                };
            };
        };
    };
    submit_list_v1_schools__school_id__submissions_post: {
        parameters: {
            query?: {
                confirm_missing?: number | null;
                dry_run?: boolean;
                mode?: components["schemas"]["SubmissionMode"];
            };
            header?: never;
            path: {
                school_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Id */
                    id?: string | null;
                    /** Rows */
                    rows?: {
                        [key: string]: unknown;
                    }[] | null;
                    /** Students */
                    students?: {
                        [key: string]: unknown;
                    }[] | null;
                };
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmissionOut"];
                };
            };
        };
    };
    suggest_dates_v1_schools__school_id__suggested_dates_get: {
        parameters: {
            query?: {
                date_from?: string | null;
                date_to?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                school_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuggestionsOut"];
                };
            };
        };
    };
    give_school_survey_code_v1_schools__school_id__survey_codes_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SurveyCodeOut"];
                };
            };
        };
    };
    request_visit_v1_schools__school_id__visit_requests_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitRequestIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitRequestOut"];
                };
            };
        };
    };
    list_service_points_v1_service_points_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                region_code?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_ServicePointOut_"];
                };
            };
        };
    };
    create_service_point_v1_service_points_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServicePointIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServicePointOut"];
                };
            };
        };
    };
    get_service_point_v1_service_points__point_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                point_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServicePointOut"];
                };
            };
        };
    };
    change_service_point_v1_service_points__point_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                point_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServicePointPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServicePointOut"];
                };
            };
        };
    };
    get_settings_v1_settings__region_code__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                region_code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsOut"];
                };
            };
        };
    };
    put_settings_v1_settings__region_code__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                region_code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsOut"];
                };
            };
        };
    };
    list_students_v1_students_get: {
        parameters: {
            query?: {
                as_of?: string | null;
                card_state?: components["schemas"]["CardState"] | null;
                class_group?: string | null;
                cohort?: number | null;
                cursor?: string | null;
                election_date?: string | null;
                eligible?: boolean | null;
                figure?: components["schemas"]["Figure"] | null;
                format?: ("json" | "csv" | "xlsx") | null;
                group?: string | null;
                group_by?: components["schemas"]["app__coverage__rules__GroupBy"] | null;
                known_at?: string | null;
                limit?: number;
                measure?: components["schemas"]["Measure"];
                q?: string | null;
                recorded?: components["schemas"]["Recorded"] | null;
                recorded_from?: string | null;
                recorded_to?: string | null;
                region_code?: string | null;
                school_id?: string | null;
                status?: components["schemas"]["StudentStatus"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_StudentOut_"];
                };
            };
        };
    };
    add_student_v1_students_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StudentIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudentOut"];
                };
            };
        };
    };
    get_student_v1_students__student_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                student_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudentOut"];
                };
            };
        };
    };
    change_student_v1_students__student_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                student_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StudentPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudentOut"];
                };
            };
        };
    };
    list_card_events_v1_students__student_id__card_events_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
            };
            header?: never;
            path: {
                student_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_CardEventOut_"];
                };
            };
        };
    };
    add_card_event_v1_students__student_id__card_events_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                student_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CardEventIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardEventOut"];
                };
            };
        };
    };
    list_consents_v1_students__student_id__consents_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
            };
            header?: never;
            path: {
                student_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_ConsentOut_"];
                };
            };
        };
    };
    add_consent_v1_students__student_id__consents_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                student_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsentIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentOut"];
                };
            };
        };
    };
    ask_v1_students__student_id__data_requests_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                student_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DataRequestIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataRequestOut"];
                };
            };
        };
    };
    export_v1_students__student_id__export_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                student_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportOut"];
                };
            };
        };
    };
    get_history_v1_students__student_id__history_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                student_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryOut"];
                };
            };
        };
    };
    list_disclosures_v1_students__student_id__nik_disclosures_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
            };
            header?: never;
            path: {
                student_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_DisclosureOut_"];
                };
            };
        };
    };
    disclose_nik_v1_students__student_id__nik_disclosures_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                student_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisclosureIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NikOut"];
                };
            };
        };
    };
    restrict_v1_students__student_id__restriction_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                student_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RestrictionIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudentOut"];
                };
            };
        };
    };
    renew_slip_code_v1_students__student_id__slip_codes_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                student_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SlipCodeIn"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlipCodeOut"];
                };
            };
        };
    };
    look_up_v1_students_lookup_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LookupIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LookupOut"];
                };
            };
        };
    };
    list_submissions_v1_submissions_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                date_from?: string | null;
                date_to?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                region_code?: string | null;
                school_id?: string | null;
                state?: components["schemas"]["SubmissionState"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_SubmissionOut_"];
                };
            };
        };
    };
    get_submission_v1_submissions__submission_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                submission_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmissionOut"];
                };
            };
        };
    };
    apply_submission_v1_submissions__submission_id__apply_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                submission_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ApplyIn"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmissionOut"];
                };
            };
        };
    };
    get_corrections_v1_submissions__submission_id__corrections_xlsx_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                submission_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
        };
    };
    discard_submission_v1_submissions__submission_id__discard_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                submission_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmissionOut"];
                };
            };
        };
    };
    revert_submission_v1_submissions__submission_id__revert_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                submission_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevertIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevertedOut"];
                };
            };
        };
    };
    list_rows_v1_submissions__submission_id__rows_get: {
        parameters: {
            query?: {
                code?: string | null;
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                outcome?: components["schemas"]["RowOutcome"] | null;
                severity?: ("error" | "warning" | "info") | null;
            };
            header?: never;
            path: {
                submission_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_RowOut_"];
                };
            };
        };
    };
    list_subscriptions_v1_subscriptions_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_SubscriptionOut_"];
                };
            };
        };
    };
    create_subscription_v1_subscriptions_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionMadeOut"];
                };
            };
        };
    };
    get_subscription_v1_subscriptions__subscription_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscription_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionOut"];
                };
            };
        };
    };
    remove_subscription_v1_subscriptions__subscription_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscription_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    change_subscription_v1_subscriptions__subscription_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscription_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionOut"];
                };
            };
        };
    };
    list_dead_letters_v1_subscriptions__subscription_id__dead_letters_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
            };
            header?: never;
            path: {
                subscription_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_DeadLetterOut_"];
                };
            };
        };
    };
    replay_v1_subscriptions__subscription_id__replay_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscription_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionOut"];
                };
            };
        };
    };
    list_survey_comments_v1_surveys_comments_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                date_from?: string | null;
                date_to?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                region_code?: string | null;
                school_id?: string | null;
                visit_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_CommentOut_"];
                };
            };
        };
    };
    list_survey_forms_v1_surveys_forms_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                date_from?: string | null;
                date_to?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                region_code?: string | null;
                school_id?: string | null;
                visit_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_SurveyFormRowOut_"];
                };
            };
        };
    };
    get_satisfaction_index_v1_surveys_ikm_get: {
        parameters: {
            query?: {
                date_from?: string | null;
                date_to?: string | null;
                region_code?: string | null;
                school_id?: string | null;
                visit_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IkmOut"];
                };
            };
        };
    };
    list_teams_v1_teams_get: {
        parameters: {
            query?: {
                active?: boolean | null;
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                region_code?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_TeamOut_"];
                };
            };
        };
    };
    create_team_v1_teams_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TeamIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamOut"];
                };
            };
        };
    };
    get_team_v1_teams__team_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                team_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamOut"];
                };
            };
        };
    };
    change_team_v1_teams__team_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                team_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TeamPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamOut"];
                };
            };
        };
    };
    list_transfers_v1_transfers_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                direction?: ("incoming" | "outgoing") | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                region_code?: string | null;
                school_id?: string | null;
                state?: components["schemas"]["TransferState"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_TransferOut_"];
                };
            };
        };
    };
    get_transfer_v1_transfers__transfer_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                transfer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferOut"];
                };
            };
        };
    };
    confirm_transfer_v1_transfers__transfer_id__confirm_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                transfer_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["api__identity__transfer_schemas__ConfirmIn"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferOut"];
                };
            };
        };
    };
    reject_transfer_v1_transfers__transfer_id__reject_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                transfer_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RejectIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferOut"];
                };
            };
        };
    };
    undo_transfer_v1_transfers__transfer_id__undo_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                transfer_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UndoIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferOut"];
                };
            };
        };
    };
    list_travel_v1_travel_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                region_code?: string | null;
                school_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_WayOut_"];
                };
            };
        };
    };
    list_visit_requests_v1_visit_requests_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
                region_code?: string | null;
                school_id?: string | null;
                state?: components["schemas"]["RequestState"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_VisitRequestOut_"];
                };
            };
        };
    };
    get_visit_request_v1_visit_requests__visit_request_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visit_request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitRequestOut"];
                };
            };
        };
    };
    decline_visit_request_v1_visit_requests__visit_request_id__decline_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visit_request_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["api__visits__schemas__ReasonIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitRequestOut"];
                };
            };
        };
    };
    reopen_visit_request_v1_visit_requests__visit_request_id__reopen_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visit_request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitRequestOut"];
                };
            };
        };
    };
    withdraw_visit_request_v1_visit_requests__visit_request_id__withdraw_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visit_request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitRequestOut"];
                };
            };
        };
    };
    list_visits_v1_visits_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                date_from?: string | null;
                date_to?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                kind?: components["schemas"]["VisitKind"] | null;
                limit?: number;
                region_code?: string | null;
                school_id?: string | null;
                state?: components["schemas"]["VisitState"] | null;
                team_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_VisitOut_"];
                };
            };
        };
    };
    create_visit_v1_visits_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitOut"];
                };
            };
        };
    };
    get_visit_v1_visits__visit_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visit_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitOut"];
                };
            };
        };
    };
    change_visit_v1_visits__visit_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visit_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitOut"];
                };
            };
        };
    };
    cancel_visit_v1_visits__visit_id__cancel_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visit_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["api__visits__schemas__ReasonIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitOut"];
                };
            };
        };
    };
    catch_up_visit_v1_visits__visit_id__catch_up_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visit_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CatchUpIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitOut"];
                };
            };
        };
    };
    complete_visit_v1_visits__visit_id__complete_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visit_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitOut"];
                };
            };
        };
    };
    confirm_visit_v1_visits__visit_id__confirm_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visit_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["api__visits__schemas__ConfirmIn"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitOut"];
                };
            };
        };
    };
    decline_visit_v1_visits__visit_id__decline_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visit_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclineIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitOut"];
                };
            };
        };
    };
    list_letters_v1_visits__visit_id__letters_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                format?: ("json" | "csv" | "xlsx") | null;
                limit?: number;
            };
            header?: never;
            path: {
                visit_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut_LetterOut_"];
                };
            };
        };
    };
    issue_letter_v1_visits__visit_id__letters_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visit_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LetterIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LetterOut"];
                };
            };
        };
    };
    get_pack_v1_visits__visit_id__pack_get: {
        parameters: {
            query?: never;
            header?: {
                "accept-encoding"?: string;
                "if-none-match"?: string | null;
            };
            path: {
                visit_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackOut"];
                };
            };
        };
    };
    postpone_visit_v1_visits__visit_id__postpone_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visit_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["api__visits__schemas__ReasonIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitOut"];
                };
            };
        };
    };
    propose_visit_v1_visits__visit_id__propose_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visit_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitOut"];
                };
            };
        };
    };
    reschedule_visit_v1_visits__visit_id__reschedule_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visit_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RescheduleIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitOut"];
                };
            };
        };
    };
    get_roster_v1_visits__visit_id__roster_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visit_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosterOut"];
                };
            };
        };
    };
    replace_roster_v1_visits__visit_id__roster_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visit_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RosterIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosterOut"];
                };
            };
        };
    };
    take_roster_results_v1_visits__visit_id__roster_results_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visit_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosterResultsOut"];
                };
            };
        };
    };
    get_roster_workbook_v1_visits__visit_id__roster_xlsx_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visit_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
        };
    };
    fill_roster_v1_visits__visit_id__roster_fill_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visit_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilledOut"];
                };
            };
        };
    };
    start_visit_v1_visits__visit_id__start_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visit_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitOut"];
                };
            };
        };
    };
    give_visit_survey_code_v1_visits__visit_id__survey_codes_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visit_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SurveyCodeOut"];
                };
            };
        };
    };
}
